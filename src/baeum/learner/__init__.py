"""The learner's pages: home, account, statement, deposits, export, shares. They show; services decide."""
