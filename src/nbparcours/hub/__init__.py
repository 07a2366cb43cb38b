"""The course for a class: JupyterHub's configuration, accounts, the server's folders, its installation and its care."""
