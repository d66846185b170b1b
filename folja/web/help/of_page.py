"""Which section of the handbook helps with which page: its file and heading, by the name of the page's address."""

from collections.abc import Mapping

from django.urls import reverse

from folja.web.help.handbook import anchor

SECTIONS: Mapping[str, tuple[str, str]] = {
    "start": ("kom-igang", "Startsidan"),
    "register": ("registrera", "Välj vad du har gjort"),
    "register_one": ("registrera", "Fyll i och spara"),
    "receipt": ("registrera", "Kvittot"),
    "families": ("familjen", "Koderna"),
    "message": ("familjen", "Länk i ett sms"),
    "slips": ("familjen", "Engångskoder"),
    "start_kiosk": ("familjen", "Låt en platta ställa frågorna"),
    "giving_back": ("ni-sa-vi-gjorde", "Skriva bladet"),
    "put_aside": ("familjen", "Svar som är lagda åt sidan"),
    "comments": ("familjen", "Vad föräldrar skriver"),
    "comment": ("familjen", "Vad föräldrar skriver"),
    "import_file": ("lasa-in", "Så gör du"),
    "overview": ("lasa-siffrorna", "Sidan Siffror"),
    "indicator": ("lasa-siffrorna", "En siffra i taget"),
    "goals": ("mal", "Läsa planen"),
    "plan": ("mal", "Läsa planen"),
    "edit_plan": ("mal", "Ändra planen"),
    "edit_goal": ("mal", "Ändra planen"),
    "edit_result": ("mal", "Ändra planen"),
    "edit_areas": ("mal", "Ändra planen"),
    "begin_plan": ("mal", "Nästa års plan"),
    "plan_history": ("mal", "Historiken"),
    "outside": ("mal", "Siffror från andra källor"),
    "outside_measure": ("mal", "Siffror från andra källor"),
    "import_outside": ("mal", "Siffror från andra källor"),
    "budget": ("mal", "Budget och bokslut"),
    "import_years": ("mal", "Budget och bokslut"),
    "supports": ("beslutade-insatser", "Registret"),
    "support": ("beslutade-insatser", "En insats"),
    "new_support": ("beslutade-insatser", "Lägga till och ändra"),
    "edit_support": ("beslutade-insatser", "Lägga till och ändra"),
    "year": ("arshjulet", "Läsa årshjulet"),
    "year_wheel": ("arshjulet", "Läsa årshjulet"),
    "task": ("arshjulet", "Uppgifterna"),
    "count_complaints": ("arshjulet", "Synpunkter och klagomål"),
    "lessons": ("arshjulet", "Lärdomar till nästa plan"),
    "reminders": ("arshjulet", "Påminnelser"),
    "reports": ("rapporter", "Hitta rapporten"),
    "report": ("rapporter", "Läsa och ladda ner"),
    "report_by_template": ("rapporter", "Sammanställningar"),
    "write_report": ("skriva-rapporten", "Lämna och godkänna"),
    "write_section": ("skriva-rapporten", "Skriva en del"),
    "draft_report": ("skriva-rapporten", "Lämna och godkänna"),
    "copy_report": ("skriva-rapporten", "Kopiera mål för mål"),
    "released_report": ("skriva-rapporten", "Den godkända rapporten"),
    "municipality": ("rapporter", "I kommunens namn"),
    "closing": ("stanga", "När det går att stänga"),
    "closing_of": ("stanga", "Det här händer"),
    "more": ("kom-igang", "Sidan Mer"),
    "own_account": ("kom-igang", "Sidan Mer"),
    "log": ("inloggning", "Vad som har gjorts"),
    "accounts": ("inloggning", "Konton"),
    "account": ("inloggning", "Konton"),
    "new_account": ("inloggning", "Konton"),
    "tokens": ("andra-system", "Nycklar"),
    "new_token": ("andra-system", "Göra en nyckel"),
    "api": ("andra-system", "Det som går att läsa"),
    "help": ("kom-igang", "Söka"),
    "search": ("kom-igang", "Söka"),
    "content": ("lasa-siffrorna", "Det ni frågar och räknar"),
    "languages": ("sprak", "Språken"),
    "wordings": ("sprak", "Läsa och godkänna"),
    "take_in_wordings": ("sprak", "Till och från en översättare"),
    "kept": ("dataskydd", "Vad som sparas"),
    "statement": ("tillganglighet", "Redogörelsen"),
    "edit_statement": ("tillganglighet", "Fylla i kommunens del"),
}


def help_address(page: str) -> str:
    """Where the help with a page is; nothing where there is none, as for the handbook itself."""
    if page not in SECTIONS:
        return ""
    code, heading = SECTIONS[page]
    return f"{reverse('help_page', args=(code,))}#{anchor(heading)}"
