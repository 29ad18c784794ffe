"""Invented personal data in the writings that people use. Seeded; nobody's.

Personnummer have birth numbers 980 to 999 (Skatteverket's test series), phone numbers stand in the series
that PTS keeps for fiction, mail is at example.com.
"""

import random
from collections.abc import Callable
from datetime import date

from stdnum import luhn

Chance = random.Random


def _words(lines: str) -> list[str]:
    """Words parted by blanks; `_` stands for a blank within."""
    return [word.replace("_", " ") for word in lines.split()]


_GIVEN = _words("""
Alva Anna-Karin Bengt Birgit Carl-Gustaf Disa Egon Elvy Fritjof Gerda Hjördis Inga-Lill Ivar Jon-Erik
Kerstin Lars Malin Nils Oskar Per-Olof Ragna Sixten Torvald Ulla Vendela Ylva Åsa Örjan Östen Tjalve Saskia
Ludmila Zbigniew Siobhan Noor Hodan Yordanos Berhane Mehari Farzaneh Gholam Sherzad Rojin Dilovan Emre
Ayşegül Chiara Renzo Thuy Minh Xiaoming Haruka Oluwaseun Chukwuemeka Fadumo Abdirahman Aisha Khalid Tsega
Milica Dragoslav Vesna Branka Aino Pekka Ánte Máret Risten Niillas Guðrún Þórdís Solveig Håkon Dagny Tindra
Nova Elliot Melwin Loke Ronja Kevin Jessica
""")
_SURNAMES = _words("""
Ahlstedt Bergqvist Björkengren Cederstråhle Dahlskog Ekmark Fagerlid Gyllenpalm Hammarvik Isedal Jernberg
Kvarnlöv Ljungestad Myrbäck Nordlycke Oxhufvud Palmefors Qvarnhult Rosengårdh Sköldebrink Tunbrant Ullfors
Wistrand Ygberg Zachau Åslycke Ängsmark Öfverstedt Nutti Labba Sjulsson Eriksson Karlsson Modin Frisk Stål
Al-Khatib Haddad Warsame Gebreselassie Tekle Hosseinzadeh Rahmani Barzani Yıldırım Öztürk Kovačević Hadžić
Jovanović Wiśniewski Szczepański Petrenko Dvořák Nguyen Tran Chen Li Tanaka Okonkwo Adeyemi Diallo
Fernández-Ruiz D'Angelo O'Sullivan McAllister Korhonen Mäkelä Þorsteinsdóttir
""")
_STREETS = _words("""
Storgatan Lövängsvägen Kvarnstigen Björkallén Hamntorget Prästgränd Södra_Långgatan S:t_Eriksgatan
Karl_Johans_gata Östra_Ågatan Skomakarbacken Trädgårdsgränd Bigarråstigen Tallslingan Rådmansgatan
Nya_Fogdevägen Fågelvägen Industrivägen Ekbacken Sjöstrand Tullportsgatan Myntgatan Vintervägen Bråddgatan
Kaptensgatan Ludvig_Nobels_väg Trumpetarvägen Husargatan Solrosgången Norrängskroken
""")
_VILLAGES = _words("""
Hult Norrby Sörgården Östra_Ekeby Lilla_Tjärn Björkelund Västra_Kvarnåsen Nybygget Åkerstorp Rönnliden
""")
_TOWNS = _words("""
Vassbo Ängsbro Näsbyholm Garpmo Söråkersbo Uppsvala Brommaby Vagnsby Stora_Kvarnby Holmtuna Kungsvik
Säffleby Tranemo Sundsmo LUND
""")


def given(chance: Chance) -> str:
    return chance.choice(_GIVEN)


def surname(chance: Chance) -> str:
    return chance.choice(_SURNAMES)


def name(chance: Chance) -> str:
    """Two to four words, as people write their own name."""
    middle = f" {given(chance)}" if chance.random() < 0.1 else ""
    double = f" {surname(chance)}" if chance.random() < 0.1 else ""
    particle = chance.choice((" von", " af", " de")) if chance.random() < 0.04 else ""
    return f"{given(chance)}{middle}{particle} {surname(chance)}{double}"


def _born(chance: Chance) -> date:
    return date.fromordinal(chance.randint(date(1930, 1, 1).toordinal(), date(2020, 1, 1).toordinal()))


def _number(chance: Chance, add: int = 0) -> str:
    born = _born(chance)
    base = f"{born:%y%m}{born.day + add:02}{chance.randint(980, 999)}"
    digits = base + luhn.calc_check_digit(base)
    century = f"{born:%Y}"[:2]
    short, last = digits[:6], digits[6:]
    return chance.choice(
        (
            f"{short}-{last}", f"{century}{short}-{last}", f"{century}{short}{last}", f"{short}{last}",
            f"{short} {last}", f"{century}{short} {last}", f"{short}–{last}", f"{short} - {last}",
            f"{century}{short[:2]}-{short[2:4]}-{short[4:]}-{last}",
            f"{century}{short[:2]} {short[2:4]} {short[4:]} {last}",
        )
    )  # fmt: skip


def personnummer(chance: Chance) -> str:
    return _number(chance)


def samordningsnummer(chance: Chance) -> str:
    return _number(chance, add=60)


_MONTHS = _words("""
januari februari mars april maj juni juli augusti september oktober november december
""")


def birth_date(chance: Chance) -> str:
    born = _born(chance)
    month = _MONTHS[born.month - 1]
    return chance.choice(
        (
            f"{born:%Y-%m-%d}", f"{born.day}/{born.month} {born.year}", f"{born.day} {month} {born.year}",
            f"den {born.day} {month} {born.year}", f"{born:%y%m%d}",
            f"{born:%Y%m%d}", f"{born:%d.%m.%Y}", f"{born:%y-%m-%d}",
            f"{born.day}/{born.month}-{born:%y}", f"{born.day} {month[:3]} {born.year}",
            f"{born.day}.{born.month}.{born.year}",
            f"{born:%Y.%m.%d}", f"{born:%Y/%m/%d}",
        )
    )  # fmt: skip


def birth_year(chance: Chance) -> str:
    year = _born(chance).year
    return chance.choice((str(year), f"{year % 100:02}", f"-{year % 100:02}"))


def age(chance: Chance) -> str:
    return str(chance.randint(3, 97))


_SERIES = (("070", "1740605"), ("031", "3900600"), ("040", "6280400"), ("08", "46500400"), ("0980", "319200"))


def phone(chance: Chance) -> str:
    area, first = chance.choice(_SERIES)
    number = str(int(first) + chance.randint(0, 90))
    pairs = [number[-4:-2], number[-2:]]
    grouped = " ".join((number[:-4], *pairs))
    abroad = f"+46{area[1:]}{number}"
    return chance.choice(
        (
            f"{area}-{number}", f"{area}-{grouped}", f"{area} {grouped}",
            f"{area}{number}", f"{area} {number}",
            f"{area} - {grouped}", f"{area}/{grouped}",
            f"({area}) {grouped}", abroad, f"+46 {area[1:]} {grouped}",
            f"+46 (0){area[1:]} {grouped}", f"+46(0){area[1:]}-{number}",
            f"0046 {area[1:]} {grouped}", f"+46-{area[1:]}-{number}",
            f"{area}-{'-'.join((number[:-4], *pairs))}",
        )
    )  # fmt: skip


def local_phone(chance: Chance) -> str:
    number = str(6280400 + chance.randint(0, 90))
    return chance.choice((f"{number[:3]} {number[3:5]} {number[5:]}", f"{number[:3]}-{number[3:]}", number))


def _ascii(text: str) -> str:
    table = str.maketrans("åäöéüğşçčćžáőíðþńłß", "aaoeugscccazoidtnls")
    return "".join(c for c in text.lower().translate(table) if c.isascii() and c.isalpha())


def email(chance: Chance) -> str:
    first, last = _ascii(given(chance)), _ascii(surname(chance))
    domain = chance.choice(("example.com", "example.org", "mail.example.com", "example.test"))
    local = chance.choice(
        (
            f"{first}.{last}",
            f"{first}{chance.randint(1, 99)}",
            f"{first[0]}{last}",
            f"{last}_{first}",
            f"{first}-{last}",
        )
    )
    at = chance.choice(("@", "@", "@", "@", "@", " (at) ", "(a)"))
    return f"{local}{at}{domain}"


def handle(chance: Chance) -> str:
    first, last = _ascii(given(chance)), _ascii(surname(chance))
    return chance.choice(
        (f"{first}_{last}", f"{first}{chance.randint(1, 99)}", f"{first}.{last[:3]}", f"x{last}x")
    )


def url(chance: Chance) -> str:
    who = handle(chance)
    return chance.choice(
        (
            f"https://www.facebook.com/{who}", f"instagram.com/{who}",
            f"https://example.test/profil/{who}?id=3",
            f"www.{_ascii(surname(chance))}.example.com", f"http://example.com/~{who}",
            f"linkedin.com/in/{who}",
        )
    )  # fmt: skip


def street(chance: Chance) -> str:
    where = chance.choice(_STREETS)
    number = chance.randint(1, 180)
    letter = chance.choice(("", "", "", " A", "B", "c", " D"))
    flat = chance.choice(
        (
            "",
            "",
            "",
            "",
            " lgh 1203",
            ", lgh 1001",
            " nb",
            ", 2 tr",
            " 3tr",
            ", vån 4",
            " lgh 12",
            ", lägenhet 1102",
        )
    )
    return f"{where} {number}{letter}{flat}"


def rural(chance: Chance) -> str:
    village = chance.choice(_VILLAGES)
    return chance.choice((f"{village} {chance.randint(1, 480)}", f"Norra {village} {chance.randint(1, 99)}"))


def box(chance: Chance) -> str:
    return f"{chance.choice(('Box', 'Postlåda', 'PL', 'Postbox'))} {chance.randint(1, 9000)}"


def postal(chance: Chance) -> str:
    code = str(chance.randint(11000, 98000))
    town = chance.choice(_TOWNS)
    return chance.choice(
        (
            f"{code[:3]} {code[3:]} {town}", f"{code} {town}", f"{code[:3]} {code[3:]}  {town.upper()}",
            f"S-{code[:3]} {code[3:]} {town}", f"SE-{code[:3]} {code[3:]} {town}",
            f"{code[:3]} {code[3:]}, {town}",
        )
    )  # fmt: skip


def town(chance: Chance) -> str:
    return chance.choice(_TOWNS)


def property_designation(chance: Chance) -> str:
    village = chance.choice(_VILLAGES)
    return f"{village} {chance.randint(1, 44)}:{chance.randint(1, 400)}"


_PLATE = "ABCDEFGHJKLMNOPRSTUWXYZ"


def plate(chance: Chance) -> str:
    letters = "".join(chance.choice(_PLATE) for _ in range(3))
    tail = chance.choice(
        (f"{chance.randint(1, 999):03}", f"{chance.randint(1, 99):02}{chance.choice(_PLATE)}")
    )
    return chance.choice((f"{letters} {tail}", f"{letters}{tail}", f"{letters}-{tail}"))


def lma(chance: Chance) -> str:
    first, last = f"{chance.randint(10, 99)}", f"{chance.randint(0, 999999):06}"
    return chance.choice((f"{first}-{last}", f"{first}{last}", f"{first} {last}"))


def passport(chance: Chance) -> str:
    return chance.choice((f"{chance.randint(10**7, 10**8 - 1)}", f"AB{chance.randint(10**6, 10**7 - 1)}"))


def id_card(chance: Chance) -> str:
    return chance.choice((f"AA{chance.randint(10**6, 10**7 - 1)}", f"{chance.randint(10**7, 10**8 - 1)}"))


def account(chance: Chance) -> str:
    clearing = chance.choice(
        ("5234", "3300", "6112", "8327-9", "9152", "1234", "9252", "9711", "9022", "3745", "83279")
    )
    serial = "".join(chance.choice("0123456789") for _ in range(chance.choice((7, 7, 9, 10))))
    return chance.choice(
        (f"{clearing}-{serial}", f"{clearing} {serial}",
         f"{clearing}, {serial[:3]} {serial[3:6]} {serial[6:]}",
         f"{clearing}-{serial[:-1]}-{serial[-1]}", f"{clearing} {serial[:2]} {serial[2:5]} {serial[5:]}")
    )  # fmt: skip


def iban(chance: Chance) -> str:
    bank = f"5000{chance.randint(0, 10**16 - 1):016}"
    check = 98 - int(bank + "281400") % 97
    whole = f"SE{check:02}{bank}"
    return chance.choice((whole, " ".join(whole[i : i + 4] for i in range(0, 24, 4))))


def bankgiro(chance: Chance) -> str:
    base = str(chance.randint(5000000, 5999999))[: chance.choice((6, 7))]
    digits = base + luhn.calc_check_digit(base)
    return f"{digits[:-4]}-{digits[-4:]}"


def plusgiro(chance: Chance) -> str:
    base = str(chance.randint(100000, 999999))
    digits = base + luhn.calc_check_digit(base)
    return chance.choice(
        (f"{digits[:2]} {digits[2:4]} {digits[4:6]}-{digits[6]}", f"{digits[:6]}-{digits[6]}")
    )


def card(chance: Chance) -> str:
    base = "4" + "".join(chance.choice("0123456789") for _ in range(14))
    digits = base + luhn.calc_check_digit(base)
    groups = [digits[i : i + 4] for i in range(0, 16, 4)]
    return chance.choice((" ".join(groups), digits, "-".join(groups)))


def ip(chance: Chance) -> str:
    return chance.choice(
        (f"192.0.2.{chance.randint(1, 254)}", f"203.0.113.{chance.randint(1, 254)}",
         "2001:db8::8a2e:370:7334",
         f"2001:db8:85a3:0:0:8a2e:370:{chance.randint(1, 9999)}", "fe80::1ff:fe23:4567:890a")
    )  # fmt: skip


def mac(chance: Chance) -> str:
    pairs = [f"{chance.randint(0, 255):02x}" for _ in range(6)]
    return chance.choice((":".join(pairs), "-".join(pairs).upper(), ":".join(pairs).upper()))


def coordinates(chance: Chance) -> str:
    north, east = 55 + chance.random() * 13, 11 + chance.random() * 12
    return chance.choice(
        (
            f"{north:.5f}, {east:.5f}",
            f"N {north:.4f} E {east:.4f}",
            "N 59° 19' 46\" E 18° 4' 7\"",
            f"{north:.6f} {east:.6f}",
        )
    )


def reference(chance: Chance) -> str:
    number = chance.randint(10**4, 10**8)
    return chance.choice(
        (
            str(number),
            f"{chance.choice(('P', 'K', 'JN', 'PAT'))}-{number}",
            f"{number // 1000} {number % 1000:03}",
        )
    )


MAKERS: dict[str, tuple[str, Callable[[Chance], str]]] = {
    "name": ("PERSON", name), "given": ("PERSON", given), "surname": ("PERSON", surname),
    "pnr": ("SE_PERSONNUMMER", personnummer), "sam": ("SE_SAMORDNINGSNUMMER", samordningsnummer),
    "born": ("BIRTH_DATE", birth_date), "year": ("BIRTH_DATE", birth_year), "age": ("AGE", age),
    "phone": ("PHONE_NUMBER", phone), "local": ("PHONE_NUMBER", local_phone),
    "mail": ("EMAIL_ADDRESS", email),
    "handle": ("USERNAME", handle), "url": ("URL", url), "street": ("SE_STREET_ADDRESS", street),
    "rural": ("SE_STREET_ADDRESS", rural), "box": ("SE_STREET_ADDRESS", box),
    "postal": ("SE_POSTAL_ADDRESS", postal),
    "town": ("LOCATION", town), "property": ("SE_FASTIGHETSBETECKNING", property_designation),
    "plate": ("SE_VEHICLE_REGISTRATION", plate), "lma": ("SE_LMA_NUMMER", lma),
    "passport": ("SE_PASSPORT", passport),
    "id": ("SE_ID_CARD", id_card), "account": ("SE_BANK_ACCOUNT", account), "iban": ("IBAN_CODE", iban),
    "bg": ("SE_BANKGIRO", bankgiro), "pg": ("SE_PLUSGIRO", plusgiro), "card": ("CREDIT_CARD", card),
    "ip": ("IP_ADDRESS", ip), "mac": ("MAC_ADDRESS", mac), "gps": ("GPS_COORDINATES", coordinates),
    "ref": ("REFERENCE_NUMBER", reference),
}  # fmt: skip
