"""Plans towards a degree: what is offered here as items of ``baeum_rules.plan``; the search beside a page."""
