//! The words that head columns of HR exports, in English and German, and what each means. Also
//! the words of account states. Nothing is decided here.

use crate::model::{Account, PrincipalSort};

/// What a head means, if it is a usual one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// A stable id; the lower the number the better it serves.
    Id(u8),
    /// The whole name.
    Name,
    /// The whole name with the last part first.
    TurnedName,
    /// A given name.
    FirstName,
    /// Further given names.
    MiddleName,
    /// A family name.
    LastName,
    /// The address at work; the lower the number the better it serves.
    Email(u8),
    /// The manager, named somehow; the lower the number the better it tells.
    Manager(u8),
    /// Managers beside the first.
    Additional(u8),
    /// Teams.
    Teams,
    /// Teams that are led.
    Leads,
    /// Groups.
    Groups,
    /// The state in a word.
    Status,
    /// Yes or no; no means blocked.
    Enabled,
    /// Yes or no; no means no longer employed.
    Employed,
    /// Member or guest.
    Sort,
}

use Meaning::*;

/// Usual heads in their plain form, see [`plain`].
const HEADS: &[(Meaning, &str)] = &[
    (
        Id(0),
        "employee id|employee number|employee no|employee nr|emp id|emp no|personnel number|\
         personnel no|staff id|staff number|worker id|eeid|personalnummer|personal nr|personalnr|\
         mitarbeiternummer|mitarbeiter nr|mitarbeiter id|pers nr|persnr|person number|person id",
    ),
    (Id(1), "id|user id|workday id|external id"),
    (Id(2), "object id"),
    (
        Name,
        "name|full name|display name|employee name|employee|worker|worker name|person|mitarbeiter|\
         mitarbeiterin|mitarbeitende|mitarbeiter in|mitarbeitername|vollständiger name|\
         anzeigename|legal name|preferred name|name formatted",
    ),
    (
        TurnedName,
        "last name first name|surname first name|nachname vorname|name vorname",
    ),
    (
        FirstName,
        "first name|given name|forename|legal first name|name given name|vorname|rufname",
    ),
    (MiddleName, "middle name|name middle name|zweiter vorname"),
    (
        LastName,
        "last name|surname|family name|legal last name|name family name|nachname|familienname",
    ),
    (
        Email(0),
        "email|e mail|mail|emails|email address|e mail address|e mail adresse|mail adresse|\
         work email|business email|company email|primary email|email primary work|\
         primary work email|email work|geschäftliche e mail|dienstliche e mail|\
         e mail geschäftlich|e mail dienstlich",
    ),
    (
        Email(1),
        "user principal name|upn|login|login name|user name|username",
    ),
    (
        Manager(0),
        "manager id|manager employee id|manager employee number|supervisor id|supervisor eid|\
         reports to id|reporting to id|manager number|line manager id|vorgesetzter id|\
         vorgesetzten id|personalnummer vorgesetzter|personalnummer vorgesetzte|\
         personalnummer des vorgesetzten|id des vorgesetzten|vorgesetzter personalnummer",
    ),
    (
        Manager(1),
        "manager email|manager s email|manager mail|supervisor email|supervisor s email|\
         line manager email|reports to email|manager upn|manager user principal name|\
         manager username|e mail vorgesetzter|e mail des vorgesetzten|vorgesetzter e mail",
    ),
    (
        Manager(2),
        "manager|reports to|reporting to|supervisor|line manager|direct manager|manager name|\
         supervisor name|line manager name|worker s manager|manager display name|primary manager|\
         vorgesetzter|vorgesetzte|vorgesetzte r|vorgesetzte person|direkter vorgesetzter|\
         führungskraft|disziplinarischer vorgesetzter|disziplinarische führungskraft|berichtet an",
    ),
    (
        Additional(0),
        "additional manager id|matrix manager id|dotted line manager id|secondary manager id",
    ),
    (
        Additional(1),
        "additional manager|additional managers|dotted line|dotted line manager|\
         dotted line managers|matrix manager|matrix managers|functional manager|second manager|\
         secondary manager|weitere vorgesetzte|zusätzlicher vorgesetzter|zusätzliche vorgesetzte|\
         fachlicher vorgesetzter|fachliche führungskraft|fachvorgesetzter",
    ),
    (Teams, "team|teams|team name|team names"),
    (
        Leads,
        "leads|leads team|leads teams|team lead of|leitet|leitet team",
    ),
    (
        Groups,
        "groups|group|gruppen|gruppe|member of|security groups|group memberships",
    ),
    (
        Status,
        "status|account|account state|account status|employee status|worker status|\
         employment state|konto|kontostatus|mitarbeiterstatus",
    ),
    (Enabled, "account enabled|active|enabled|is active|aktiv"),
    (
        Employed,
        "active status|currently active|currently employed",
    ),
    (Sort, "user type"),
];

/// Heads of one thing that models keep in a field of their own.
const SAME: &[&str] = &[
    "department|department name|dept|abteilung",
    "site|location|office|office location|work location|standort|büro|arbeitsort|niederlassung",
    "country|land|country code",
    "job title|title|position|business title|role title|stelle|stellenbezeichnung|jobtitel|\
     berufsbezeichnung",
    "salary|annual salary|base salary|base pay|compensation|pay rate|gehalt|fixgehalt|\
     jahresgehalt|grundgehalt",
    "hire date|start date|original hire date|employee hire date|date of joining|eintrittsdatum|\
     anstellungsdatum|eintritt|anstelldatum|einstellungsdatum",
    "end date|termination date|last day|leave date|employee leave date time|austrittsdatum|\
     austritt|letzter arbeitstag|vertragsende",
    "cost center|cost centre|kostenstelle",
    "birth date|date of birth|birthday|geburtsdatum|geburtstag",
    "gender|geschlecht",
    "weekly hours|hours per week|wochenstunden|wöchentliche arbeitszeit|scheduled weekly hours",
    "employment type|employment status|beschäftigungsart|time type|anstellungsart",
    "division|unternehmensbereich|geschäftsbereich",
    "company|company name|legal entity|subcompany|gesellschaft|firma|unternehmen",
    "phone|telephone number|work phone|phone number|phone numbers|telefon|telefonnummer",
    "mobile|mobile phone|mobiltelefon|handy",
    "city|stadt|ort",
    "status|employment state|employee status",
];

fn has(list: &str, word: &str) -> bool {
    list.split('|').any(|one| one == word)
}

/// A head in the form in which it is compared: words in lower case, signs and camel humps as
/// blanks, `#` as number; of `Name [displayName] Required` what stands in the brackets.
pub fn plain(head: &str) -> String {
    let inner = head
        .split_once('[')
        .and_then(|(_, rest)| rest.split_once(']'));
    let head = inner.map_or(head, |(inner, _)| inner);
    let mut text = String::new();
    let mut was_lower = false;
    for c in head.chars() {
        if c == '#' || c == '№' {
            text.push_str(" number");
        } else if c.is_alphanumeric() {
            if c.is_uppercase() && was_lower {
                text.push(' ');
            }
            text.extend(c.to_lowercase());
        } else {
            text.push(' ');
        }
        was_lower = c.is_lowercase();
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// What a head means, by its plain form.
pub fn meaning(plain: &str) -> Option<Meaning> {
    let known = HEADS.iter().find(|(_, words)| has(words, plain));
    known.map(|(meaning, _)| *meaning)
}

/// True if two heads, both in their plain form, stand for the same.
pub fn is_same(one: &str, other: &str) -> bool {
    one == other || SAME.iter().any(|same| has(same, one) && has(same, other))
}

/// A head that is one word of a program as people would write it: `jobTitle` becomes `Job title`.
pub fn title(head: &str) -> String {
    let is_code = !head.contains(' ')
        && (head.contains(['_', '.']) || head.starts_with(|c: char| c.is_lowercase()));
    if !is_code {
        return head.to_owned();
    }
    let words = plain(head);
    let mut chars = words.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}

/// Usual words of HR for the state of an account.
const ACCOUNTS: &[(Account, &str)] = &[
    (
        Account::Active,
        "active|aktiv|employed|working|current|enabled|leave|on leave|auszeit|beurlaubt|abwesend|\
         elternzeit|parental leave|maternity leave|mutterschutz|sick leave|krank|vacation|urlaub|\
         sabbatical|garden leave|notice period|long term leave|leave of absence",
    ),
    (
        Account::Ended,
        "ended|terminated|inactive|inaktiv|left|former|ausgeschieden|ausgetreten|resigned|\
         dismissed|retired|alumni|beendet|terminated employee",
    ),
    (
        Account::NotStarted,
        "not started|onboarding|hired|pending|future|future hire|preboarding|pre hire|upcoming|\
         noch nicht gestartet|zukünftig",
    ),
    (
        Account::Blocked,
        "blocked|suspended|disabled|deactivated|deaktiviert|gesperrt|locked|staged",
    ),
];

/// The state a word of HR means, if it is a usual one.
pub fn account(word: &str) -> Option<Account> {
    let word = plain(word);
    let known = ACCOUNTS.iter().find(|(_, words)| has(words, &word));
    known.map(|(account, _)| *account)
}

/// Which of the sorts a word of a directory means, if it is a usual one.
pub fn sort(word: &str) -> Option<PrincipalSort> {
    match plain(word).as_str() {
        "member" | "employee" | "person" | "regular" => Some(PrincipalSort::Person),
        "guest" | "external" | "extern" | "gast" => Some(PrincipalSort::External),
        _ => None,
    }
}

/// Yes or no in a word.
pub fn flag(word: &str) -> Option<bool> {
    match plain(word).as_str() {
        "yes" | "true" | "y" | "ja" | "wahr" | "1" => Some(true),
        "no" | "false" | "n" | "nein" | "falsch" | "0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_programs_and_people_are_the_same_words() {
        for (head, words) in [
            ("accountEnabled", "account enabled"),
            ("E-Mail", "e mail"),
            ("Employee #", "employee number"),
            (
                "User name [userPrincipalName] Required",
                "user principal name",
            ),
            ("Worker's Manager", "worker s manager"),
            ("name.givenName", "name given name"),
            ("COST_CENTER", "cost center"),
            ("Last name, First name", "last name first name"),
        ] {
            assert_eq!(plain(head), words);
        }
        assert_eq!(meaning(&plain("Vorgesetzte(r)")), Some(Manager(2)));
        assert_eq!(meaning("salary"), None);
        assert!(is_same("abteilung", "department"));
        assert_eq!(title("jobTitle"), "Job title");
        assert_eq!(title("COST_CENTER"), "Cost center");
        assert_eq!(title("Cost Center"), "Cost Center");
    }

    #[test]
    fn no_head_means_two_things() {
        let mut seen: Vec<&str> = Vec::new();
        for word in HEADS.iter().flat_map(|(_, words)| words.split('|')) {
            assert!(!seen.contains(&word), "{word}");
            assert_eq!(plain(word), word);
            seen.push(word);
        }
    }
}
