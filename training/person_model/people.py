"""Invented persons' names, as papers write them: whole, with initials, particles, two surnames."""

from random import Random

from training.person_model.names import Draw, Register

_PARTICLES = ("von", "af", "de", "El", "Al", "van", "da", "Abdul", "del", "de la", "bin", "al", "Mc", "Ben")
LETTERS = "ABCDEFGHIJKLMNOPRSTUVWÅÄÖ"


class People:
    """Draws names from the register; the random generator alone decides which."""

    def __init__(self, register: Register, random: Random) -> None:
        self._random = random
        self._given_names = Draw.of(register.given)
        self._surnames = Draw.of(register.surnames)

    def given(self) -> str:
        """A given name, seldom a double one."""
        name = self._given_names.one(self._random)
        if "-" not in name and self._random.random() < 0.05:
            name = f"{name}-{self._given_names.one(self._random)}"
        return name

    def surname(self) -> str:
        """A surname, seldom double or with a particle."""
        name = self._surnames.one(self._random)
        chance = self._random.random()
        if chance < 0.05:
            return f"{name}-{self._surnames.one(self._random)}"
        if chance < 0.09:
            return f"{name} {self._surnames.one(self._random)}"
        if chance < 0.13:
            particle = self._random.choice(_PARTICLES)
            return f"{particle}{self._random.choice((' ', ' ', '-'))}{name}"
        return name

    def full(self) -> str:
        """A whole name in one of the ways it is written."""
        given, surname = self.given(), self.surname()
        chance = self._random.random()
        if chance < 0.06:
            return f"{given[0]}. {surname}" if chance < 0.05 else f"{given[0]} {surname}"
        if chance < 0.08:
            return f"{given} {surname[0]}."
        if chance < 0.09:
            return f"{given} {surname[0]}"
        if chance < 0.16:
            return f"{given} {self.given()} {surname}"
        if chance < 0.19:
            return f"{given} {self._random.choice(LETTERS)}. {surname}"
        if chance < 0.21:
            return f"{given[0]}.{self.given()[0]}. {surname}"
        if chance < 0.23:
            return f"{given} {surname.upper()}"
        if chance < 0.25:
            return f"{given}\n{surname}"
        return f"{given} {surname}"

    def initials(self) -> str:
        """Initials alone."""
        return self._random.choice(("{}.{}.", "{}. {}.", "{}.")).format(
            self._random.choice(LETTERS), self._random.choice(LETTERS)
        )

    def genitive(self, name: str) -> str:
        """The genitive as people write it, right or wrong."""
        if name[-1] in "sxz":
            return name + self._random.choice(("", "", "", "'", ":s"))
        return name + self._random.choice(("s", "s", "s", "s", ":s", "'s"))

    def plain_genitive(self, name: str) -> str:
        """The genitive as it should be."""
        return name if name[-1] in "sxz" else name + "s"
