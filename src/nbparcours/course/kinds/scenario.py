"""A branching scenario: decisions, their consequences, and a way back."""

from typing import Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from nbparcours.course.kinds.base import Activity, Body, Choice, Key, Named, unique
from nbparcours.course.kinds.sheet import Line, Lines, Sheet, Words
from nbparcours.course.text import Id, Lang, Strict, Text

Quality = Literal["good", "mixed", "bad"]
_WORTH: dict[Quality, float] = {"good": 1.0, "mixed": 0.5, "bad": 0.0}
PLAY = Text(
    fr="Commencez à l’étape 1. Choisissez une décision, puis allez à l’étape qu’elle indique.",
    ar="ابدؤوا بالمرحلة 1. اختاروا قرارا، ثم انتقلوا إلى المرحلة التي يشير إليها.",
)
GO = Text(fr="allez à l’étape {n}", ar="انتقلوا إلى المرحلة {n}")
END = Text(fr="Fin de l’histoire.", ar="نهاية القصة.")
DECISIONS: dict[Quality, Text] = {
    "good": Text(fr="bonne décision", ar="قرار جيد"),
    "mixed": Text(fr="décision à compléter", ar="قرار يحتاج إلى تكملة"),
    "bad": Text(fr="décision à revoir", ar="قرار يحتاج إلى مراجعة"),
}
OUTCOMES: dict[Quality, Text] = {
    "good": Text(fr="issue favorable", ar="نهاية مواتية"),
    "mixed": Text(fr="issue en demi-teinte", ar="نهاية مواتية جزئيا"),
    "bad": Text(fr="issue défavorable", ar="نهاية غير مواتية"),
}


class Move(Choice):
    """A decision: `why` tells its consequence, `to` where it leads, `effects` how far it moves each meter."""

    why: Text
    to: Id
    quality: Quality
    effects: dict[Id, int] = Field(default_factory=dict)


class Scene(Strict):
    """A situation with moves; or an ending, which has an `outcome` and no moves."""

    id: Id
    text: Text
    title: Text | None = None
    moves: tuple[Move, ...] = ()
    outcome: Quality | None = None

    @model_validator(mode="after")
    def _goes_on_or_ends(self) -> Self:
        if bool(self.moves) == bool(self.outcome):
            raise ValueError(f"scene {self.id!r} needs either moves or an outcome")
        unique(self.moves, "moves")
        return self


class Meter(Named):
    """Something that decisions raise or lower, from 0 to 5: trust, safety."""

    start: int = Field(default=2, ge=0, le=5)


class ScenarioActivity(Activity, Body):
    """Scenes, the first of which opens the story; no path leads back, so that every story ends."""

    kinds: ClassVar = ("scenario",)
    meters: tuple[Meter, ...] = ()
    scenes: tuple[Scene, ...] = Field(min_length=3)

    @model_validator(mode="after")
    def _every_story_ends(self) -> Self:
        unique(self.scenes, "scenes")
        known = {scene.id: place for place, scene in enumerate(self.scenes)}
        for scene in self.scenes:
            for move in scene.moves:
                if move.to not in known:
                    raise ValueError(f"move {scene.id}/{move.id} leads to {move.to!r}, which is no scene")
                if known[move.to] <= known[scene.id]:
                    raise ValueError(f"move {scene.id}/{move.id} leads backwards; write scenes in the story's order")
                if odd := set(move.effects) - {meter.id for meter in self.meters}:
                    raise ValueError(f"move {scene.id}/{move.id} moves unknown meters: {', '.join(sorted(odd))}")
        reached = {self.scenes[0].id, *(move.to for scene in self.scenes for move in scene.moves)}
        if lost := set(known) - reached:
            raise ValueError(f"no move leads to: {', '.join(sorted(lost))}")
        if not any(scene.outcome == "good" for scene in self.scenes):
            raise ValueError("no ending is good; a learner needs one to reach")
        return self

    def key(self) -> Key:
        """Return `{"start": id, "moves": {"scene/move": {"to", "worth"}}, "ends": {scene: outcome}}`."""
        moves = {f"{s.id}/{m.id}": {"to": m.to, "worth": _WORTH[m.quality]} for s in self.scenes for m in s.moves}
        ends = {scene.id: scene.outcome for scene in self.scenes if scene.outcome}
        return {"start": self.scenes[0].id, "moves": moves, "ends": ends}

    def face(self, lang: Lang) -> dict[str, Any]:
        """Return `{"meters": [...], "scenes": [{"id", "title", "text", "moves": [{"id", "text", "effects"}]}]}`."""
        meters = [{**meter.face(lang), "start": meter.start} for meter in self.meters]
        return {"meters": meters, "scenes": [self._scene(scene, lang) for scene in self.scenes]}

    @staticmethod
    def _scene(scene: Scene, lang: Lang) -> dict[str, Any]:
        moves = [{**move.face(lang), "effects": move.effects} for move in scene.moves]
        title = scene.title.get(lang) if scene.title else None
        return {"id": scene.id, "title": title, "text": scene.text.get(lang), "moves": moves}

    def choices(self) -> dict[str, Choice]:
        """Return the moves by `scene id/move id`."""
        return {f"{scene.id}/{move.id}": move for scene in self.scenes for move in scene.moves}

    def sheet(self, lang: Lang) -> Sheet:
        """Return numbered scenes whose decisions name the next one; then what each decision leads to."""
        place = {scene.id: number for number, scene in enumerate(self.scenes, 1)}
        asked = tuple(self._asked(scene, place, lang) for scene in self.scenes)
        solved = tuple(self._solved(scene, lang) for scene in self.scenes)
        return Sheet((Words(PLAY.get(lang)), Lines(asked, ordered=True)), (Lines(solved, ordered=True),))

    @staticmethod
    def _asked(scene: Scene, place: dict[str, int], lang: Lang) -> Line:
        title = scene.title.get(lang) + " — " if scene.title else ""
        moves = tuple(Line(move.text.get(lang), GO.get(lang).format(n=place[move.to])) for move in scene.moves)
        under = Lines(moves, boxes=True) if moves else Words(END.get(lang))
        return Line(title + scene.text.get(lang), under=(under,))

    @staticmethod
    def _solved(scene: Scene, lang: Lang) -> Line:
        moves = (
            Line(move.text.get(lang), DECISIONS[move.quality].get(lang), why=f"{scene.id}/{move.id}")
            for move in scene.moves
        )
        outcome = OUTCOMES[scene.outcome].get(lang) if scene.outcome else ""
        return Line((scene.title or scene.text).get(lang), outcome, under=(Lines(tuple(moves)),) if scene.moves else ())
