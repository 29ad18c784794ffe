"""Given names common in Sweden, native and foreign: a sign that words are a name, never a requirement."""

_COMMON = """
Abbas Abdalla Abdi Abdirahman Abdul Abdullah Abdullahi Abed Abraham Adam Adnan Adrian Agneta Agnes Agnieszka
Ahmad Ahmed Aisha Aleksandar Aleksander Aleksandra Alexander Alexandra Alf Alfred Ali Alice Alicia Alina
Allan Alma Alva Alvin Amal Amanda Amin Amina Amir Amira Ana Anders Andrea Andreas Andrej Andréas Andrzej
Anette Angelica Anita Anja Ann Anna Anne Anneli Annelie Annette Annica Annie Annika Anton Arman Arne Aron
Arvid Asta Astrid Axel Aya Aylin Ayşe Barbara Barbro Bashir Beata Beatrice Bengt Benjamin Benny Berit Bernt
Bertil Birger Birgit Birgitta Björn Bo Bodil Boris Bosse Britt Britta Börje Camilla Carin Carina Carl Carmen
Carola Carolina Caroline Casper Catarina Catharina Cecilia Charlie Charlotta Charlotte Christel Christer
Christian Christin Christina Christine Christoffer Claes Clara Claudia Conny Dag Dan Dana Daniel Daniela
David Dennis Diana Dick Doris Dragan Dunja Ebba Ebbe Edit Edith Edvard Edvin Einar Eivor Eleni Elena
Eleonora Elias Elif Elin Elina Elisabet Elisabeth Elise Ella Ellen Ellinor Elliot Elsa Elsie Elvira Emanuel
Emelie Emil Emilia Emily Emir Emma Emmy Enar Eric Erica Erik Erika Erland Ernst Eskil Ester Esther Eva
Evelina Fadi Fadumo Fahad Farah Farhad Farid Fatemeh Fatima Fatma Fatuma Felicia Felix Filip Filippa Folke
Frank Frans Fredrik Freja Frida Fritz Gabriel Gabriella Georg George Gerd Gert Gertrud Goran Greger Greta
Gudrun Gun Gunhild Gunilla Gunnar Gunnel Gunvor Gustaf Gustav Göran Gösta Göte Habib Hadi Halima Hamid Hamza
Hana Hannes Hanna Hannah Hans Harald Harriet Harry Hasan Hassan Hedda Hedvig Heidi Helen Helena Helene Helge
Heléne Helmer Henning Henrik Henry Herbert Herman Hilda Hilding Hillevi Hilma Hodan Hugo Hussein Huda Håkan
Ibrahim Ida Idil Igor Ilias Imad Iman Ines Inga Inge Ingegerd Ingela Inger Ingemar Ingrid Ingvar Irena Irene
Irina Iris Isa Isabel Isabella Isabelle Isak Ismail Ivan Ivana Ivar Jacob Jakob Jamal James Jamila Jan Jana
Jane Janne Jasmin Jasmine Jelena Jennie Jenny Jens Jerker Jerzy Jesper Jessica Jim Jimmy Joakim Joel Johan
Johanna Johannes John Johnny Jonas Jonatan Jonathan Jonna Jonny Josef Josefin Josefina Josefine Joseph Julia
Julian Juri Jörgen Kadir Kaj Kajsa Kalle Kamal Karim Karin Karl Karolina Karl-Erik Kasper Katarina Katarzyna
Katja Katrin Kenneth Kent Kerstin Kevin Khadija Khaled Khalid Kim Kjell Klara Klas Knut Krister Kristian
Kristin Kristina Kristoffer Krzysztof Kurt Laila Lana Lars Lasse Latifa Laura Lea Leena Leif Leila Lena
Lennart Leo Leon Leyla Liam Lina Linda Linn Linnea Linnéa Linus Lisa Lisbet Lisbeth Lise Liv Ljubica Lotta
Louise Lovisa Lubna Lucas Ludvig Lukas Luna Lydia Madeleine Magdalena Magnus Mahdi Mahmoud Maja Majken
Malgorzata Malin Malte Marcus Margareta Margit Maria Mariam Marian Mariana Marianne Marie Marika Marina
Mario Marita Markus Marta Martin Martina Mary Maryam Mathias Mathilda Matilda Mats Matteo Mattias Max Mehmet
Melissa Melker Mia Michael Michaela Michelle Mikael Mikaela Mila Milan Milica Milla Mina Mira Miriam Mirjam
Moa Mohamad Mohamed Mohammad Mohammed Mona Monica Monika Morgan Muhammad Murad Mustafa Måns Mårten Märta
Nada Nadia Nadja Nasir Natalia Natalie Nathalie Nellie Nermin Nicklas Niclas Nicole Niklas Nikola Nils Nina
Noah Noel Nora Nour Nova Ola Olga Olle Olof Olov Olivia Oliver Omar Oscar Oskar Osman Otto Ove Ove Pamela
Patricia Patrik Paul Paula Pauliina Paulina Peder Per Pernilla Peter Petra Petter Philip Pia Piotr Pontus
Pär Rachel Ragnar Ragnhild Rahma Rami Ramona Rana Rania Rasmus Rebecca Rebecka Reza Rickard Rikard Rima Rita
Robert Robin Roger Roland Rolf Ronja Ronny Roza Rune Rut Ruth Sabina Sabrina Sadia Saga Sahar Said Salim
Salma Sam Sami Samir Samira Samuel Sandra Sanna Sara Sarah Sebastian Selma Senada Shirin Sigrid Sigvard
Simon Siri Siv Sixten Sofia Sofie Solveig Sonja Sophia Staffan Stefan Stella Sten Stig Stina Sture Sune
Susanna Susanne Svante Sven Svea Svetlana Sylvia Sören Tahir Tamara Tanja Tariq Tarek Teodor Teresa Therese
Thomas Thor Tilda Tilde Tim Tina Tobias Tom Tomas Tommy Tony Tor Torbjörn Tord Tore Torsten Tove Tuva Tyra
Ulf Ulla Ulrica Ulrika Urban Ursula Valentina Vera Veronica Victor Victoria Vidar Viggo Viktor Viktoria
Vilgot Vilhelm Vilma Viola Vladimir Walter Wilhelm William Wilma Yasmin Yasmine Yassin Ylva Yngve Younes
Yousef Yusuf Yvonne Zahra Zainab Zara Zeinab Zeynep Zlatan Zofia Zoran Åke Åsa Åse Ängla Örjan Östen Tamim
Amal Anwar Ayan Bahar Bilal Dilan Hawa Hamdi Ifrah Jawad Kawa Liban Lul Mahad Najma Nasrin Nawal Parisa
Rojin Sagal Shadi Soran Suad Warda Yonas Yordanos Selam Tesfaye Abeba Haben Filmon Senait Xin Wei Li Minh
Linh Thi Nguyen Anh Siriporn Somchai Priya Arjun Ravi Anil
"""


def _plain(word: str) -> str:
    return word.casefold()


GIVEN = frozenset(_plain(name) for name in _COMMON.split())

_ENDING_WORDS = """
sson sen berg bergh ström gren lund lundh qvist kvist stedt dahl blad löf löv fors holm mark strand sjö
dotter vić vic ić ski ska wicz poulos zadeh pour oglu yilmaz enko shvili nen ell lin rot roth wall ner hielm
hjelm sköld crona crantz stierna stjerna
"""
_SURNAME_ENDINGS = tuple(_ENDING_WORDS.split())


def is_given(word: str) -> bool:
    """Whether a word, or the first part of a hyphenated one, is a common given name; genitive counts."""
    lowered = _plain(word)
    if lowered in GIVEN or (lowered.endswith("s") and lowered[:-1] in GIVEN):
        return True
    head, hyphen, _ = lowered.partition("-")
    return bool(hyphen) and head in GIVEN


def looks_like_surname(word: str) -> bool:
    """Whether a word ends as Swedish and common foreign surnames do; genitive counts."""
    lowered = _plain(word)
    stem = lowered[:-1] if lowered.endswith("s") else lowered
    return len(stem) > 4 and (stem.endswith(_SURNAME_ENDINGS) or lowered.endswith(_SURNAME_ENDINGS))
