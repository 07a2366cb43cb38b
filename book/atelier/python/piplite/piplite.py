"""An installer that installs nothing and says so."""

#: JupyterLite sets these; nothing reads them.
_PIPLITE_DISABLE_PYPI = True
_PIPLITE_URLS: list[str] = []

SAID = (
    "L’atelier ne charge rien d’ailleurs : aucun autre paquet ne peut y être ajouté. / "
    "لا تُحمِّل الورشة أي شيء من خارجها: لا يمكن إضافة حزم أخرى."
)


async def install(*_: object, **__: object) -> None:
    """Say that nothing can be added."""
    print(SAID)
