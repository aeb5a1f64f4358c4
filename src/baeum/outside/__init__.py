"""What comes from elsewhere: credentials of other issuers, and what an institution's own systems say."""
