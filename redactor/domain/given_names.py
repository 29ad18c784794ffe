"""Given names common in Sweden, native and foreign: a sign that words are a name, never a requirement."""

_COMMON = """
Aaron Abbas Abbe Abd Abdalla Abdi Abdirahman Abdul Abdulkadir Abdullah Abdullahi Abdulrahman Abeba Abed Abeer
Abel Abir Abraham Ada Adam Adela Adele Adil Adnan Adrian Adriana Agne Agnes Agneta Agnetha Agnieszka Ahlam
Ahmad Ahmed Ahmet Aida Aila Aina Aino Aisha Åke Akram Alaa Alan Albert Albin Alejandro Aleksandar Aleksander
Aleksandra Alessandro Alex Alexander Alexandra Alexandru Alexia Alexis Alf Alfons Alfred Algot Ali Alice
Alicia Alicja Alina Alireza Alisa Allan Ally Alma Alva Alvar Alve Alvin Alwin Amadeus Amal Amalia Amanda Amani
Amelia Amelie Amer Amin Amina Amir Amira Ammar Amy Ana Anas Anastasia Anders André Andrea Andréa Andreas
Andréas Andrei Andrej Andres Andrew Andrzej Andy Aneta Anette Angela Angelica Angelika Angelina Angelo Ängla
Anh Anil Anisa Anita Anja Ann Anna Anne Ánne Anneli Annelie Annette Annica Annicka Annie Annika Anny Ánte
Anthony Anton Antonia Antonio Anwar Aram Arash Ari Arja Arjun Arman Armin Arne Arnold Aron Arthur Arto Artur
Arvid Arvin Åsa Åse Asha Aslak Asma Asmaa Assar Asta Aston Astrid Aurora Axel Aya Ayan Ayla Aylin Ayman Ayse
Ayşe Ayub Azad Bahar Barbara Barbro Bashar Bashir Bassam Bastian Beata Beatrice Belinda Bella Bengt Benita
Benjamin Benny Berit Berith Berndt Bernt Berta Bertil Betty Bianca Bibbi Bibi Bilal Biljana Bill Billie Billy
Biret Birger Birgit Birgitta Bjarne Björn Bo Bodil Boel Bogdan Bonnie Boris Börje Bosse Brian Brita Britt
Britta Bruno Bushra Cajsa Calle Camilla Carin Carina Carita Carl Carla Carlos Carmen Carola Carolin Carolina
Caroline Casper Caspian Cassandra Catarina Catharina Catherine Cathrin Cathrine Catrin Catrine Cecilia Celina
Celine Céline Cesar Charles Charlie Charlott Charlotta Charlotte Chatarina Chloé Chris Christel Christer
Christian Christin Christina Christine Christofer Christoffer Christopher Christos Cindy Claes Clara Clary
Clas Claudia Claudio Colin Conny Cornelia Cornelis Crister Cristian Cristina Curt Dag Dagmar Dagny Daisy Dalia
Damian Damir Dan Dana Dania Daniel Daniela Daniella Danijela Danny Dante Danuta Daria Darin Dariusz Darko
David Dawid Dejan Denis Denise Deniz Dennis Denny Desirée Devin Dexter Diana Dick Didrik Diego Dilan Dimitrios
Dino Disa Dominik Donald Doris Dorota Douglas Dragan Dragana Dunja Dylan Ebba Ebbe Eddie Edgar Edin Edina Edit
Edith Eduardo Edvard Edvin Edward Edwin Eeva Egon Ehsan Eija Einar Eira Eivor Ekaterina Elaine Elena Eleni
Elenor Eleonora Eleonore Elham Elias Elicia Elif Elin Elina Elinor Elis Elisa Elisabet Elisabeth Elise Eliza
Elizabeth Ella Elle Ellen Elli Ellie Ellinor Elliot Elliott Elly Elma Elmer Elof Elsa Else Elsie Elsy Elton
Elvi Elvin Elvira Elvis Elvy Elzbieta Emad Eman Emanuel Embla Emelie Emil Emilia Emilie Emilio Emily Emina
Emine Emir Emma Emmanuel Emmelie Emmi Emmy Enar Enes Engla Enya Enzo Eric Erica Erik Erika Erkki Erland Erling
Erna Ernst Esa Eskil Esko Esmeralda Estelle Ester Esther Estrid Ethel Eva Evelina Evelyn Evert Evy Ewa Ewelina
Fabian Fadi Fadumo Fahad Faisal Fanny Farah Farhad Farid Fatema Fatemeh Fatima Fatma Fatuma Felicia Felix
Fernando Filip Filippa Filmon Fiona Firas Florian Folke Fouad Francis Francisco Frank Frans Franz Freddie
Freddy Fredric Fredrik Fredrika Freja Freya Frida Fritz Gabriel Gabriela Gabriella Gabrielle Georg George
Georges Georgios Gerd Gerhard Gert Gertie Gertrud Ghada Ghassan Gillis Gina Gisela Glenn Gloria Goran Göran
Gordana Görel Gösta Göte Grazyna Greger Greta Grzegorz Gudrun Gullan Gulli Gullvi Gun Gunborg Gunbritt Gunhild
Gunilla Gunn Gunnar Gunnel Gunni Gunvor Gurli Gustaf Gustav Haben Habib Hadi Haidar Hailey Håkan Halima Halina
Hamdi Hamed Hamid Hampus Hamza Hana Hanaa Hanan Hani Hanna Hannah Hannele Hannes Hannu Hans Harald Haris Harri
Harriet Harry Hasan Hassan Hasse Hawa Hayat Heba Hector Hedda Hedvig Heidi Heikki Helen Helén Helena Helene
Heléne Helge Helmer Henning Henny Henric Henrietta Henrik Henry Herbert Herman Hiba Hilda Hilde Hilding Hilkka
Hillevi Hilma Hjalmar Hjördis Hodan Holger Holly Hossein Huda Hugo Hussein Ian Ibrahim Ida Idil Idris Idun
Ifrah Igor Ilias Ilona Ilyas Imad Iman Imran Ina Ines Inez Inga Ingalill Ingbritt Inge Ingeborg Ingegärd
Ingegerd Ingela Ingemar Inger Ingmar Ingrid Ingvar Ingvor Ioannis Irena Irene Iréne Irina Iris Irja Irma Isa
Isaac Isabel Isabell Isabella Isabelle Isac Isak Ismail Ismet Isolde Isra Israa Istvan Ivan Ivana Ivar Iwona
Izabela Izabella Jaana Jacek Jack Jacob Jacqueline Jakob Jakub Jalal Jamal James Jamie Jamila Jan Jana Jane
Janet Jani Janina Janne Jari Jarmo Jaroslaw Jasmin Jasmina Jasmine Jason Jawad Jean Jeanette Jelena Jenna
Jenni Jennie Jennifer Jenny Jens Jerker Jerry Jerzy Jesper Jessica Jessika Jill Jim Jimmie Jimmy Joachim
Joacim Joakim Joanna Joar Joel Johan Johanna Johannes John Johnny Jolanta Jon Jonas Jonatan Jonathan Joni
Jonna Jonny Jorge Jörgen Jorma Jose José Josef Josefin Josefina Josefine Joseph Josephine Joshua Jouni Juan
Judit Judith Juha Juhán Juhani Jukka Julia Julian Juliana Julie Julius Junie Juri Kadir Kai Kaisa Kaj Kajsa
Kalle Kamal Kamil Kamilla Karam Karen Kari Karim Karin Karina Karl Karl-Erik Karla Karolina Karoline Kasper
Katarina Katarzyna Katharina Katja Katrin Kawa Kelly Ken Kenan Kennet Kenneth Kenny Kent Kenth Kersti Kerstin
Kevin Khadija Khaled Khalid Kicki Kim Kimberly Kirsi Kirsten Kirsti Kjell Klara Klas Klaus Knut Konrad
Konstantinos Krister Kristian Kristin Kristina Kristine Kristofer Kristoffer Krystyna Krzysztof Kurt Lage
Laila Láilá Laith Lana Lara Lars Lasse Laszlo Latifa Laura Layan Layla Lea Leah Leen Leena Leia Leif Leila
Lejla Lena Lennart Lennox Leo Leon Léon Leonard Leonardo Leonel Leonora Leopold Levi Leyla Li Liam Lias Liban
Lidia Liisa Lilian Liliana Lill Lillemor Lilly Lily Lina Linda Linh Linn Linnea Linnéa Linus Lionel Lisa
Lisbet Lisbeth Lise Liselott Liselotte Lisette Liv Livia Liz Liza Ljiljana Ljubica Loke Lola Lotta Louis
Louisa Louise Lova Love Lovis Lovisa Lowa Lowe Lubna Luca Lucas Lucy Ludvig Ludwig Luis Luka Lukas Lukasz Lul
Luna Lydia Lykke Maarit Maciej Madelaine Madeleine Madelene Magda Magdalena Magnus Maha Mahad Mahdi Maher
Mahmoud Máhtte Maija Maja Majd Majid Majken Majlis Majvor Malak Malcolm Malena Malgorzata Malik Malin Malou
Malte Manal Manfred Manne Måns Manuel Marc Marcel Marcin Marco Marcus Marek Margareta Margaretha Margarita
Margit Margita Margot Margret Mari Maria Mariam Marian Mariana Mariann Marianne Marica Marie Mariette Marija
Marika Marina Mario Marion Marit Märit Marita Maritha Marius Mariusz Marja Markku Marko Markus Marlene Marta
Märta Mårten Martha Märtha Martin Martina Martti Marwa Marwan Mary Maryam Masoud Mateo Mateusz Matheo Mathias
Mathilda Mathilde Matias Matilda Mats Matteo Matteus Matthew Matthias Matti Mattias Mattis Matts Maud Mauritz
Max Maximilian May Maya Mazen Mehdi Mehmet Melanie Melina Melinda Melisa Melissa Melker Melody Melvin Melwin
Merja Meryem Mette Meya Mia Micael Micaela Michael Michaela Michal Michel Michelle Mickael Miguel Mika Mikael
Mikaela Mike Mikko Mila Milad Milan Milica Milla Mille Millie Milo Milton Mimmi Mina Minh Minna Mira Miranda
Miriam Mirja Mirjam Mirjana Miroslav Mirsad Moa Mohamad Mohamed Mohammad Mohammed Mohsen Mollie Molly Mona
Monica Monika Morgan Morris Morten Morteza Mostafa Muhammad Muhammed Muna Murad Mustafa Nabil Nada Nader Nadia
Nadine Nadja Naima Najma Nancy Nanna Naomi Naser Nasir Nasrin Natalia Natalie Natasha Nathalie Nathan Nawal
Naya Nellie Nelly Nenad Nermin Ngoc Nguyen Nicholas Nicklas Niclas Nicolas Nicole Nicolina Niels Niila Nikita
Nikki Niklas Nikola Nikolaos Nikolina Nils Nimo Nina Ninni Noa Noah Noel Noelle Noomi Noor Nora Norah Nour
Nova Ofelia Ola Ole Olga Oliver Olivia Oliwer Oliwia Olle Olof Olov Omar Omid Örjan Osama Oscar Oskar Osman
Ossian Östen Otis Ottilia Otto Ove Owe Pablo Päivi Pål Pamela Paola Pär Parisa Pasi Patric Patricia Patrick
Patrik Patryk Paul Paula Pauliina Paulina Pauline Pavel Pawel Peder Pedro Pekka Pelle Pentti Per Pernilla
Pertti Peter Petra Petri Petronella Petrus Petter Philip Philippa Pia Pierre Piotr Pirjo Pirkko Pontus Priya
Rachel Rafael Rafal Ragnar Ragnhild Rahma Raija Raili Raimo Rainer Rakel Ralf Ralph Rami Ramona Rana Rania
Rasha Rasmus Raul Ravi Rayan Raymond Rebecca Rebecka Reem Regina Reijo Reine Reino Renata Renate René Renée
Reza Ricardo Richard Rickard Ricky Rigmor Riitta Rikard Rima Ristin Risto Rita Ritva Robert Roberth Roberto
Robin Rodrigo Roger Roine Rojin Roland Rolf Ronald Ronja Ronnie Ronny Rosita Roy Roza Ruben Rune Rut Ruth Ryan
Saad Saba Sabah Sabina Sabine Sabrina Sadia Saga Sagal Sahar Sahra Said Saif Salah Salam Salim Sally Salma
Salwa Sam Saman Samantha Samar Samer Sami Samia Samir Samira Sammy Samuel Sanaa Sandra Sanela Sanna Sara Sarah
Satu Savannah Sayed Sean Sebastian Seija Selam Selina Selma Senad Senada Senait Seppo Sergio Seth Seyed Shadi
Shirin Shukri Sigbritt Sigge Signe Sigrid Sigurd Sigvard Siham Silvia Simon Simona Simone Sinikka Siri
Siriporn Sirkka Sirpa Siv Sivert Siw Sixten Slawomir Smilla Sofi Sofia Sofie Solbritt Solveig Solvig Somchai
Sonia Sonja Sonny Sophia Sophie Soran Sören Staffan Stefan Stella Stellan Sten Stephanie Stephen Steve Stig
Stina Sture Suad Sumaya Sune Susan Susann Susanna Susanne Suzan Suzana Suzanne Svante Svea Sven Sverker
Svetlana Syed Sylvia Sylwia Tage Tahir Taim Tamara Tamim Tanja Tarek Tarik Tariq Tarja Tatiana Tatjana Tea Ted
Teo Teodor Teresa Terese Teresia Terje Terttu Tesfaye Tess Thanh Thea Thelma Theo Theodor Theres Theresa
Therese Therése Theresia Thi Thomas Thommy Thor Thorbjörn Thord Thyra Tiina Tilda Tilde Tim Timmy Timo Timothy
Tina Tintin Titti Tobias Tom Tomas Tomasz Tommi Tommie Tommy Toni Tonny Tony Tor Tora Torbjörn Tord Tore
Torgny Torsten Tove Tristan Truls Ture Tuula Tuva Tyra Ulf Ulla Ulrica Ulrik Ulrika Unni Uno Urban Ursula
Valdemar Valentin Valentina Valeria Valter Vanessa Vanja Vendela Vera Veronica Vesna Victor Victoria Vidar
Viggo Viktor Viktoria Vilgot Vilhelm Vilma Vilmer Vincent Viola Violeta Viveca Viveka Vivi Vivian Vivianne
Vladimir Wael Wafaa Waldemar Walid Walter Warda Wei Wera Wictor Wiggo Wiktor Wiktoria Wilda Wilgot Wilhelm
Wille William Willy Wilma Wilmer Wilton Winston Wojciech Wolfgang Xin Yahya Yara Yaser Yasin Yasmin Yasmine
Yassin Yazan Ylva Yngve Yonas Yordanos Yosef Younes Yousef Yusuf Yvonne Zacharias Zack Zackarias Zahra Zahraa
Zaid Zainab Zakaria Zandra Zara Zbigniew Zebastian Zeinab Zelda Zeynep Ziad Zlatan Zoe Zofia Zoran
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
