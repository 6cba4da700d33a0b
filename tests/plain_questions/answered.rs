//! What is answered.

use super::*;

#[test]
fn the_company_answers() {
    let asked = Asked::of(sample("acme"));
    asked.check(&[
        (
            "who can edit salary of people in Berlin",
            "Sofia Almeida and Beatriz Carvalho can edit Salary of people whose Site is Berlin\n\
             - Sofia Almeida: 40 people · the role Compensation and benefits\n\
             - Beatriz Carvalho: 40 people · the role Compensation and benefits",
        ),
        (
            "what can Carla Neumann see of Tim Engel",
            "Carla Neumann can see Profile, Contact details and 23 more of Tim Engel\n\
             - View Profile: the role HR Business Partner\n\
             - View Contact details: the role HR Business Partner\n\
             - View Job: the role HR Business Partner\n\
             - 25 rows in all",
        ),
        (
            "why can't Tim Engel see the salary of Carla Neumann",
            "no: Tim Engel cannot view Salary of Carla Neumann: by the role Employee, held by people: the person is outside oneself\n\
             (Who sees it only masked does not count)\n\
             - The role Employee, held by people: the person is outside oneself",
        ),
        (
            "can Carla Neumann see Tim Engel's salary",
            "yes: Carla Neumann can view Salary of Tim Engel because of the role HR Business Partner, whose reach is members of Germany\n\
             (Who sees it only masked does not count)\n\
             - The role HR Business Partner: through Compensation · reaches members of Germany",
        ),
        (
            "can Carla Neumann see the salary of people in London",
            "no: Carla Neumann cannot view Salary of people whose Site is London, none of 45\n\
             (Who sees it only masked does not count)\n\
             - Daniel Okafor: cannot · by the role HR Business Partner: the person is outside members of Germany, set by the assignment of HR Business Partner to Carla Neumann (has United Kingdom; wanted: Country is Germany)\n\
             - Chloe Greaves: cannot · by the role HR Business Partner: the person is outside members of Germany, set by the assignment of HR Business Partner to Carla Neumann (has United Kingdom; wanted: Country is Germany)\n\
             - Beatrice Mistry: cannot · by the role HR Business Partner: the person is outside members of Germany, set by the assignment of HR Business Partner to Carla Neumann (has United Kingdom; wanted: Country is Germany)\n\
             - 45 rows in all",
        ),
        (
            "can every manager see the salary of their direct reports",
            "no: No, not all holders of Manager can view Salary of direct reports: 3 can, 49 cannot\n\
             (Who sees it only masked does not count)\n\
             - Helene Brandt: cannot · by the role Employee, held by people: the person is outside oneself\n\
             - Ingrid Voss: cannot · by the role Employee, held by people: the person is outside oneself\n\
             - Daniel Okafor: cannot · by the role Employee, held by people: the person is outside oneself\n\
             - 52 rows in all",
        ),
        (
            "can every manager see masked salary of their direct reports",
            "yes: Yes, all holders of Manager can see Salary masked of direct reports: 52 people\n\
             - Helene Brandt: can · the role Manager, held by everyone with a direct report\n\
             - Ingrid Voss: can · the role Manager, held by everyone with a direct report\n\
             - Daniel Okafor: can · the role Manager, held by everyone with a direct report\n\
             - 52 rows in all",
        ),
        (
            "can anyone edit their own salary",
            "no: No, no one can edit Salary of themselves",
        ),
        (
            "can everyone edit their own bank details",
            "yes: Yes, all people with an active account can edit Bank details of themselves: 298 people\n\
             - Helene Brandt: can · the role Employee, held by people\n\
             - Ingrid Voss: can · the role Employee, held by people\n\
             - Daniel Okafor: can · the role Employee, held by people\n\
             - 298 rows in all",
        ),
        (
            "who has direct grants",
            "9 direct grants: 7 to people, 2 to groups\n\
             - Carla Neumann: view Calibration · of everyone\n\
             - The group Engineering leads: view Calibration · of all reports\n\
             - Greta Haas: edit Courses · of items Handling of electronics\n\
             - 9 rows in all",
        ),
        (
            "who has a direct grant on goals",
            "1 direct grant of Goals, to people\n\
             - Amelia Whitaker: view Goals · of team Delivery guild",
        ),
        (
            "who can see nothing",
            "Damian Gajda, Ulrike Busch and Gareth Pike can do nothing\n\
             - Damian Gajda: System administrator · Terminated · Poland\n\
             - Ulrike Busch: Senior product manager · Hired · Germany\n\
             - Gareth Pike: Former IT contractor · Terminated · United Kingdom",
        ),
        (
            "who can approve a pay run",
            "Ingrid Voss and Birgit Vogt can approve a pay run\n\
             - Ingrid Voss: the group Payroll approvers, which holds Payroll approver\n\
             - Birgit Vogt: the group Payroll approvers, which holds Payroll approver",
        ),
        (
            "who can approve time off of Jakob Ebert",
            "Tim Engel can approve time off of Jakob Ebert\n\
             (The model holds no absence of Jakob Ebert: this is how it would be)\n\
             - Tim Engel: the role Manager, held by everyone with a direct report",
        ),
        (
            "who can see job title of Tim Engel",
            "298 people and 5 service users can see job title of Tim Engel\n\
             (Job title is shown by Job title (view), Profile (view))\n\
             - Helene Brandt: by Job title and Profile · the role Employee, held by people\n\
             - Ingrid Voss: by Job title and Profile · the role Employee, held by people\n\
             - Daniel Okafor: by Job title and Profile · the role Employee, held by people\n\
             - 303 rows in all",
        ),
        (
            "who has salary at masked of Tim Engel",
            "10 people and 1 service user can see Salary masked of Tim Engel\n\
             - Ingrid Voss: the role Manager, held by everyone with a direct report\n\
             - Sofia Almeida: the role Compensation and benefits\n\
             - Tim Engel: the role Employee, held by people\n\
             - 11 rows in all",
        ),
        (
            "who can't see their own salary",
            "8 people cannot view Salary of themselves\n\
             (Who sees it only masked does not count)\n\
             - Damian Gajda: the account has ended\n\
             - Ulrike Busch: the account is not yet active\n\
             - Vera Lindqvist: Salary is not granted; held by Employee, HR Business Partner, Compensation and benefits, Payroll\n\
             - 8 rows in all",
        ),
        (
            "whose salary can Carla Neumann see",
            "Carla Neumann can view Salary of 89 people\n\
             (Who sees it only masked does not count)\n\
             - Helene Brandt: the role HR Business Partner\n\
             - Ingrid Voss: the role HR Business Partner\n\
             - Tim Engel: the role HR Business Partner\n\
             - 89 rows in all",
        ),
        (
            "which candidates can Tiago Nogueira see",
            "Tiago Nogueira can see 18 candidates\n\
             - Nora Feldmann: 9 permissions · the role Onboarding admin\n\
             - Arda Yücel: 9 permissions · the role Onboarding admin\n\
             - Mikołaj Bąk: 9 permissions · the role Onboarding admin\n\
             - 18 rows in all",
        ),
        (
            "what can Carla Neumann do that Amelia Whitaker can't",
            "Carla Neumann can do 41 things that Amelia Whitaker cannot\n\
             (Each with their own data counts as the same)\n\
             - Edit Profile: 88 people · Amelia Whitaker of others only\n\
             - Edit Contact details: 88 people · Amelia Whitaker of others only\n\
             - Edit Job: 88 people · Amelia Whitaker of others only\n\
             - 41 rows in all",
        ),
        (
            "who has the role Payroll",
            "5 people and 1 service user hold Payroll\n\
             - Lena Hoffmann: by the group Payroll\n\
             - Stefan Hoffmann: by the group Payroll\n\
             - Iga Chmiel: by the group Payroll\n\
             - 6 rows in all",
        ),
        (
            "who is in HR business partners",
            "6 people are in HR business partners\n\
             - Carla Neumann: HR Business Partner lead · Active · Germany\n\
             - Amelia Whitaker: HR Business Partner · Active · United Kingdom\n\
             - Agata Wrona: HR Business Partner · Active · Poland\n\
             - 6 rows in all",
        ),
        (
            "who leads Delivery guild",
            "Anke de Boer leads Delivery guild\n\
             - Anke de Boer: Head of Product · Active · Netherlands",
        ),
        (
            "who manages Tim Engel",
            "Ingrid Voss manages Tim Engel\n\
             - Ingrid Voss: Primary manager",
        ),
        (
            "who reports directly to Tim Engel",
            "7 people report directly to Tim Engel\n\
             - Jakob Ebert: Senior accountant · Active · Germany\n\
             - Jagoda Dudek: Accountant · Active · Poland\n\
             - Uwe Lorenz: Accounts payable clerk · Active · Germany\n\
             - 7 rows in all",
        ),
        (
            "which roles does Carla Neumann have",
            "Carla Neumann holds Employee, Manager and 4 more\n\
             - Employee: role\n\
             - Manager: role\n\
             - Team lead: role\n\
             - 6 rows in all",
        ),
        (
            "what direct grants does Carla Neumann have",
            "Carla Neumann has 2 direct grants\n\
             - Carla Neumann: view Calibration · of everyone\n\
             - The group Cost owners: use Headcount report",
        ),
        (
            "which roles let people edit salary",
            "1 grant lets people edit Salary\n\
             - The role Compensation and benefits: edit Compensation · anyone · 2 holders",
        ),
        (
            "what shows salary",
            "1 permission shows Salary\n\
             - Salary: People · 299 holders at any level",
        ),
        (
            "what does Auditor give",
            "Auditor gives 1 thing to 1 holder\n\
             - Use Audit log",
        ),
        (
            "who has temporary access",
            "4 rights begin or end on a day\n\
             - Jan Bakker: HR Business Partner · from 2026-12-01 until 2027-02-28 · not on this day\n\
             - Omar Haddad: Course editor · until 2027-06-30\n\
             - Vera Lindqvist: Auditor · from 2026-11-01 until 2027-01-31\n\
             - 4 rows in all",
        ),
        (
            "who has access to Payroll",
            "7 people and 1 service user can do something in Payroll\n\
             - Ingrid Voss: 1 permission\n\
             - Birgit Vogt: 1 permission\n\
             - Lena Hoffmann: 2 permissions\n\
             - 8 rows in all",
        ),
        (
            "who does everyone leave out",
            "8 people are left out by “everyone”\n\
             - Damian Gajda: System administrator · Terminated · Poland\n\
             - Ulrike Busch: Senior product manager · Hired · Germany\n\
             - Vera Lindqvist: External auditor · Active · Germany\n\
             - 8 rows in all",
        ),
        (
            "who is blocked",
            "Gareth Pike is blocked\n\
             - Gareth Pike: Former IT contractor · Terminated · United Kingdom",
        ),
        (
            "what is Payroll",
            "Payroll is a group, a role and 2 more\n\
             - Payroll: group · payroll\n\
             - Payroll: role · payroll\n\
             - Payroll: team · payroll\n\
             - 4 rows in all",
        ),
    ]);
}

#[test]
fn the_onboarding_sample_answers() {
    let asked = Asked::of(sample("leena"));
    asked.check(&[
        (
            "what can Employee 1 see",
            "Employee 1 can see 9 things in Onboarding and Unified dashboard\n\
             - Open Onboarding: Onboarding\n\
             - View candidate: Onboarding · 7 candidates\n\
             - View Section details: Onboarding · 7 candidates\n\
             - 9 rows in all",
        ),
        (
            "what can Employee 1 do that Employee 2 can't",
            "Employee 1 can do nothing that Employee 2 cannot\n\
             (Each with their own data counts as the same)",
        ),
        (
            "what can Employee 2 do that Employee 1 can't",
            "Employee 2 can do 34 things that Employee 1 cannot\n\
             (Each with their own data counts as the same)\n\
             - Update candidate: 17 candidates · Employee 1 of others only\n\
             - Download report: Employee 1 not at all\n\
             - View candidate: 17 candidates · Employee 1 of others only\n\
             - 34 rows in all",
        ),
        (
            "which candidates can Employee 1 see",
            "Employee 1 can see 7 candidates\n\
             - Candidate Y: 7 permissions · the custom set of the group Group A\n\
             - Candidate Z: 7 permissions · the custom set of the group Group B\n\
             - Zoya Petrova: 7 permissions · the custom set of the group Group A\n\
             - 7 rows in all",
        ),
        (
            "why can't Employee 1 edit job details of Candidate Z",
            "yes: Employee 1 can edit Job details of Candidate Z because of the custom set of the group Group B\n\
             (It is the other way round: they can)\n\
             - The custom set of the group Group B: through Add candidate\n\
             - The custom set of the group Group B: through Section details",
        ),
        (
            "can Employee 1 edit job details of Candidate Y",
            "yes: Employee 1 can edit Job details of Candidate Y because of the custom set of the group Group B\n\
             - The custom set of the group Group B: through Add candidate\n\
             - The custom set of the group Group B: through Section details",
        ),
        (
            "who can edit job details of Candidate Y",
            "8 people can edit Job details of Candidate Y\n\
             - Employee 1: the custom set of the group Group B\n\
             - Employee 2: the role Onboarding Agent\n\
             - Employee 3: the custom set of the group Group C\n\
             - 8 rows in all",
        ),
        (
            "who has direct grants",
            "No one has a direct grant",
        ),
        (
            "who has custom sets",
            "13 custom sets\n\
             - The group Group A: Onboarding · 2 grants\n\
             - The group Group B: Onboarding · 5 grants\n\
             - The group Group C: Onboarding · 5 grants\n\
             - 13 rows in all",
        ),
        (
            "what does Group A give",
            "Group A gives 3 things to 1 member\n\
             - The role Onboarding Viewer\n\
             - View candidate: custom set in Onboarding · items whose Manager email matches one's own Email\n\
             - Edit Onboarding status: custom set in Onboarding",
        ),
    ]);
}

#[test]
fn the_reviews_answer() {
    let asked = reviews();
    asked.check(&[
        (
            "why can't Employee 2 view the goals of Employee 7",
            "yes: Employee 2 can view goals of Employee 7 because of the role Manager, held by everyone with a direct report, whose reach is direct reports\n\
             (It is the other way round: they can)\n\
             - The role Manager, held by everyone with a direct report: through Manage goals · reaches direct reports",
        ),
        (
            "why can't Employee 7 view the goals of Employee 2",
            "no: Employee 7 cannot view goals of Employee 2: by the role Manager, held by everyone with a direct report: the person is outside direct reports\n\
             - The role Manager, held by everyone with a direct report: the person is outside direct reports",
        ),
        (
            "who can view the goals of Employee 7",
            "Employee 2 can view goals of Employee 7\n\
             - Employee 2: the role Manager, held by everyone with a direct report",
        ),
        (
            "what can Super admin do that Admin can't",
            "Super admin can do 8 things that Admin cannot\n\
             (Each with their own data counts as the same)\n\
             - View review results: 3 assessments · Admin of others only\n\
             - Write assessments: 4 assessments · Admin of others only\n\
             - View goals: 4 people · Admin of others only\n\
             - 8 rows in all",
        ),
        (
            "who can read private feedback of Employee 7",
            "Employee 7 and OKR champion can read private feedback of Employee 7\n\
             - Employee 7: the role User, held by people\n\
             - OKR champion: the role User, held by people",
        ),
        (
            "can Employee 2 see review results of Employee 7",
            "yes: Employee 2 can view review results of Assessment of Report because of the role Manager, held by everyone with a direct report, whose reach is direct reports\n\
             - The role Manager, held by everyone with a direct report: reaches direct reports",
        ),
        (
            "who can see review results of people in Berlin",
            "OKR champion can view review results of people whose Location is Berlin; 2 more, of some of them\n\
             - OKR champion: 2 assessments · the role Cycle owner, held by owners of a Assessment\n\
             - Employee 7: 1 of 2 · the role Manager, held by everyone with a direct report\n\
             - Team lead: 1 of 2 · the role Manager, held by everyone with a direct report",
        ),
        (
            "can every manager view the goals of their direct reports",
            "yes: Yes, all holders of Manager can view goals of direct reports: 6 people\n\
             - Super admin: can · the role Manager, held by everyone with a direct report\n\
             - Admin: can · the role Manager, held by everyone with a direct report\n\
             - Employee 2: can · the role Manager, held by everyone with a direct report\n\
             - 6 rows in all",
        ),
        (
            "who can see anything of Employee 7",
            "5 people can see anything of Employee 7\n\
             - Super admin: by Meeting analytics · the role Super admin, which contains Admin\n\
             - Admin: by View review results and Meeting analytics · the role Cycle owner, held by owners of a Assessment\n\
             - Employee 2: by View review results, View goals and 2 more · the role Manager, held by everyone with a direct report\n\
             - 5 rows in all",
        ),
        (
            "who can manage goals",
            "6 people can manage goals\n\
             - Super admin: 4 people · the role Manager, held by everyone with a direct report\n\
             - Employee 2: 2 people · the role Manager, held by everyone with a direct report\n\
             - Admin: the role Manager, held by everyone with a direct report\n\
             - 6 rows in all",
        ),
    ]);
}

#[test]
fn the_onboarding_world_answers() {
    let asked = Asked::of(world("l"));
    asked.check(&[
        (
            "who can edit status of everyone",
            "No one can edit Onboarding status of everyone\n\
             (Onboarding status is about a candidate, not about people)",
        ),
        (
            "what can Employee A do",
            "Employee A can do 39 things in Onboarding\n\
             - Open Onboarding: Onboarding\n\
             - View candidate: Onboarding · 1 candidate\n\
             - Add candidate: Onboarding\n\
             - 39 rows in all",
        ),
        (
            "who can't add candidate",
            "4 people cannot add candidate\n\
             - Onboarding viewer: Add candidate is not granted; held by Onboarding Admin, Onboarding Agent\n\
             - Employee 1: Add candidate is not granted; held by Onboarding Admin, Onboarding Agent\n\
             - Employee 2: Add candidate is not granted; held by Onboarding Admin, Onboarding Agent\n\
             - 4 rows in all",
        ),
        (
            "which candidates can Employee B edit",
            "Employee B can edit 2 candidates\n\
             - Candidate Z: 12 permissions · the role Onboarding Agent\n\
             - Candidate P: 12 permissions · the role Onboarding Agent",
        ),
        (
            "why can Employee A edit status of Y",
            "yes: Employee A can edit Onboarding status of Candidate Y because of the role Onboarding Agent\n\
             - The role Onboarding Agent",
        ),
    ]);
}

#[test]
fn a_field_is_found_behind_every_door_that_shows_it() {
    let acme = Asked::of(sample("acme"));
    let doing = doing(&acme, "see job title");
    let doors: Vec<&str> = doing
        .deeds
        .iter()
        .map(|deed| deed.permission.as_str())
        .collect();
    assert_eq!(doors, ["people.job.title", "people.profile"]);
    assert!(doing.field.is_some());
    let notes = acme.answer("who can see job title of Tim Engel").notes;
    assert_eq!(
        notes,
        ["Job title is shown by Job title (view), Profile (view)"]
    );
}
