"""The bank as a QTI 2.1 content package: one item a file, one folder a language, and a manifest. It holds the keys."""

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence

from nbparcours.course.bidi import runs
from nbparcours.course.item import Item, OrderingItem
from nbparcours.course.kinds.base import opaque
from nbparcours.course.kinds.choice import ChoiceBody
from nbparcours.course.kinds.matching import MatchingBody
from nbparcours.course.load import Course
from nbparcours.course.text import Lang

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates"
_XML = "{http://www.w3.org/XML/1998/namespace}"


def qti_package(course: Course, languages: Sequence[Lang]) -> bytes:
    """Return the package as a zip; the same bank always gives the same bytes."""
    files = {f"{lang}/{item.id}.xml": _item(item, lang) for lang in languages for item in course.bank.values()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, root in {"imsmanifest.xml": _manifest(course, list(files)), **files}.items():
            ET.indent(root, " ")
            package.writestr(zipfile.ZipInfo(name), ET.tostring(root, "utf-8", xml_declaration=True))
    return out.getvalue()


def _manifest(course: Course, names: Sequence[str]) -> ET.Element:
    root = ET.Element("manifest", {"xmlns": PACKAGE, "identifier": f"{course.settings.id}-bank"})
    about = ET.SubElement(root, "metadata")
    ET.SubElement(about, "schema").text = "QTIv2.1 Package"
    ET.SubElement(about, "schemaversion").text = "1.0.0"
    ET.SubElement(root, "organizations")
    resources = ET.SubElement(root, "resources")
    for name in names:
        ident = name.removesuffix(".xml").replace("/", "-")
        resource = ET.SubElement(resources, "resource", identifier=ident, type="imsqti_item_xmlv2p1", href=name)
        ET.SubElement(resource, "file", href=name)
    return root


def _item(item: Item, lang: Lang) -> ET.Element:
    declaration, interaction, template = _KINDS[item.kind](item, lang)
    about = {"identifier": f"{item.id}-{lang}", "title": item.id, "adaptive": "false", "timeDependent": "false"}
    root = ET.Element("assessmentItem", {"xmlns": QTI, **about, f"{_XML}lang": lang})
    root.append(declaration)
    outcome = {"identifier": "SCORE", "cardinality": "single", "baseType": "float"}
    ET.SubElement(root, "outcomeDeclaration", outcome)
    body = ET.SubElement(root, "itemBody")
    if item.case:
        ET.SubElement(body, "p").text = _words(item.case.get(lang), lang)
    ET.SubElement(interaction, "prompt").text = _words(item.stem.get(lang), lang)
    interaction.insert(0, interaction[-1])  # the prompt comes first
    del interaction[-1]
    body.append(interaction)
    ET.SubElement(root, "responseProcessing", template=f"{_TEMPLATES}/{template}")
    return root


Parts = tuple[ET.Element, ET.Element, str]


def _choice(item: Item, lang: Lang) -> Parts:
    assert isinstance(item, ChoiceBody)
    several = item.kind == "multiple"
    right = [option.id for option in item.options if option.correct]
    declared = _declared("multiple" if several else "single", "identifier", right)
    if several:
        _mapped(declared, dict.fromkeys(right, 1 / len(right)), -1 / len(right))
    most = "0" if several else "1"
    made = _interaction("choiceInteraction", shuffle="true", maxChoices=most)
    for option in item.options:
        ET.SubElement(made, "simpleChoice", identifier=option.id).text = _words(option.text.get(lang), lang)
    return declared, made, "map_response" if several else "match_correct"


def _matching(item: Item, lang: Lang) -> Parts:
    assert isinstance(item, MatchingBody)
    pairs = [f"{pair.id} {opaque(pair.match)}" for pair in item.pairs]
    declared = _declared("multiple", "directedPair", pairs)
    _mapped(declared, dict.fromkeys(pairs, 1 / len(pairs)), -1 / len(pairs))
    made = _interaction("matchInteraction", shuffle="true", maxAssociations=str(len(pairs)))
    lefts = {pair.id: pair.text for pair in item.pairs}
    rights = {opaque(text): text for text in (*(p.match for p in item.pairs), *(e.text for e in item.extras))}
    for texts, most in ((lefts, "1"), (rights, "0")):
        column = ET.SubElement(made, "simpleMatchSet")
        for name, text in texts.items():
            choice = ET.SubElement(column, "simpleAssociableChoice", identifier=name, matchMax=most)
            choice.text = _words(text.get(lang), lang)
    return declared, made, "map_response"


def _ordering(item: Item, lang: Lang) -> Parts:
    """All or nothing: QTI's common templates know no share of pairs in order."""
    assert isinstance(item, OrderingItem)
    made = _interaction("orderInteraction", shuffle="true")
    for step in item.face(lang)["steps"]:
        ET.SubElement(made, "simpleChoice", identifier=step["id"]).text = _words(step["text"], lang)
    return _declared("ordered", "identifier", item.key()["order"]), made, "match_correct"


_KINDS: dict[str, Callable[[Item, Lang], Parts]] = {
    "single": _choice,
    "vignette": _choice,
    "multiple": _choice,
    "matching": _matching,
    "ordering": _ordering,
}


def _declared(cardinality: str, base: str, right: Sequence[str]) -> ET.Element:
    about = {"identifier": "RESPONSE", "cardinality": cardinality, "baseType": base}
    made = ET.Element("responseDeclaration", about)
    values = ET.SubElement(made, "correctResponse")
    for value in right:
        ET.SubElement(values, "value").text = value
    return made


def _mapped(declared: ET.Element, points: Mapping[str, float], others: float) -> None:
    bounds = {"lowerBound": "0", "upperBound": "1", "defaultValue": f"{others:.6f}"}
    mapping = ET.SubElement(declared, "mapping", bounds)
    for key, value in points.items():
        ET.SubElement(mapping, "mapEntry", mapKey=key, mappedValue=f"{value:.6f}")


def _interaction(name: str, **about: str) -> ET.Element:
    return ET.Element(name, {"responseIdentifier": "RESPONSE", **about})


def _words(text: str, lang: Lang) -> str:
    """Return `text` with its direction in characters, since QTI 2.1 has no attribute for it."""
    parts: Iterator[str] = (f"\u2066{piece}\u2069" if alone else piece for piece, alone in runs(text))
    return f"\u2067{''.join(parts)}\u2069" if lang == "ar" else text
