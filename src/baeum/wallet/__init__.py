"""Wallets: documents are delivered to them (OpenID4VCI 1.0) and asked of them (OpenID4VP 1.0).

``services`` offer, redeem, issue copies, ask and receive; ``views`` are the pages and the machine
routes a wallet calls, which act for nobody: the database has a door of its own for each of their acts.
"""
