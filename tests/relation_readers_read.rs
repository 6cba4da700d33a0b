//! The small readers of relation engines themselves: what they answer, and what they refuse.

mod relation_readers;

use relation_readers::store::Expr;
use relation_readers::{Answers, fga, zed};

fn object(text: &str) -> (String, String) {
    let (kind, id) = text.split_once(':').unwrap();
    (kind.to_owned(), id.to_owned())
}

const MODEL: &str = "
# A comment.
model
  schema 1.1

type user

type role
  relations
    define holder: [user]

type company
  relations
    define see_all: [role#holder]
    define see_own: [user, user:*]

type person
  relations
    define company: [company]
    define is_self: [user]
    define boss: [person]
    define line: is_self from boss or line from boss # everyone above
    define stopped: [user]
    define see: (see_all from company or line or (see_own from company and is_self)) but not stopped
";

const TUPLES: &str = "user_type,user_id,user_relation,relation,object_type,object_id,condition_name,condition_context\r
role,hr,holder,see_all,company,c,,\r
user,*,,see_own,company,c,,\r
user,helen,,holder,role,hr,,\r
company,c,,company,person,ann,,\r
company,c,,company,person,bob,,\r
user,ann,,is_self,person,ann,,\r
user,bob,,is_self,person,bob,,\r
user,bob,,stopped,person,bob,,\r
person,bob,,boss,person,ann,,\r
person,ann,,boss,person,bob,,\r
";

#[test]
fn openfga_answers_and_circles_end() {
    let store = fga::store(MODEL, TUPLES.as_bytes()).unwrap();
    let table = [
        ("helen", "person:ann", true),
        ("ann", "person:ann", true),
        ("bob", "person:ann", true),
        ("bob", "person:bob", false),
        ("ann", "person:bob", true),
        ("nobody", "person:ann", false),
    ];
    for (user, of, expected) in table {
        assert_eq!(
            store.check(user, "see", &object(of)),
            expected,
            "{user} {of}"
        );
    }
    assert!(store.met_cycle.get());
}

#[test]
fn openfga_refuses() {
    let with = |line: &str| {
        let model = format!(
            "model\n  schema 1.1\ntype user\ntype t\n  relations\n    define a: [user]\n    define b: [user]\n    define {line}\n"
        );
        fga::store(
            &model,
            TUPLES.split_inclusive('\n').next().unwrap().as_bytes(),
        )
        .map(|_| ())
    };
    assert_eq!(with("c: (a or b) and a"), Ok(()));
    for line in [
        "c: a or b and a",
        "c: a but not b but not a",
        "c: a or [user]",
        "c: missing",
        "c: a from b",
        "self: a",
        "a: b",
        "c: [nothing]",
        "c: [t#missing]",
        "a_relation_whose_name_is_much_longer_than_fifty_characters: a",
        "9a: b",
        "c: (a or b",
    ] {
        assert!(with(line).is_err(), "{line}");
    }
    let twice = TUPLES.replacen("user,ann", "user,bob", 1);
    let twice = twice.replace(
        "person,ann,,\r\nuser,bob,,is_self",
        "person,bob,,\r\nuser,bob,,is_self",
    );
    assert!(fga::store(MODEL, twice.as_bytes()).is_err());
    let wrong = TUPLES.replace("role,hr,holder,see_all", "user,helen,,see_all");
    assert!(fga::store(MODEL, wrong.as_bytes()).is_err());
}

const SCHEMA: &str = "
definition user {}

definition role {
  relation holder: user
}

definition company {
  relation see_all: role#holder // a comment
  relation see_own: user | user:*
}

definition person {
  relation company: company
  relation is_self: user
  relation boss: person
  relation stopped: user
  permission line = boss->is_self + boss->line
  permission see = (company->see_all + line + (company->see_own & is_self)) - stopped
}
";

const VALIDATION: &str = "schemaFile: \"schema.zed\"
relationships: |-
  company:c#see_all@role:hr#holder
  company:c#see_own@user:*
  role:hr#holder@user:helen
  person:ann#company@company:c
  person:ann#is_self@user:ann
  person:bob#company@company:c
  person:bob#is_self@user:bob
  person:bob#stopped@user:bob
  person:ann#boss@person:bob
assertions:
  assertTrue:
    - \"person:ann#see@user:helen\"
    - \"person:ann#see@user:ann\"
    - \"person:ann#see@user:bob\"
  assertFalse:
    - \"person:bob#see@user:bob\"
    - \"person:bob#see@user:ann\"
";

#[test]
fn spicedb_answers() {
    let (store, checks) = zed::validation(VALIDATION, SCHEMA).unwrap();
    assert_eq!(checks.len(), 5);
    for (user, relation, of, expected) in checks {
        assert_eq!(
            store.check(&user, &relation, &of),
            expected,
            "{user} {of:?}"
        );
    }
    assert!(!store.met_cycle.get());
    let wrong = VALIDATION.replace("person:bob#stopped@user:bob", "person:bob#see@user:bob");
    assert!(zed::validation(&wrong, SCHEMA).is_err());
}

#[test]
fn in_spicedb_plus_binds_tightest_and_minus_least() {
    let expr = |text: &str| {
        let schema = format!(
            "definition user {{}}\ndefinition t00 {{\nrelation aaa: user\nrelation bbb: user\nrelation ccc: user\npermission ppp = {text}\n}}\n"
        );
        zed::schema(&schema).map(|schema| schema["t00"]["ppp"].expr.clone())
    };
    let one = |name: &str| Expr::Same(name.to_owned());
    let ab = Expr::Any(vec![one("aaa"), one("bbb")]);
    assert_eq!(
        expr("aaa + bbb & ccc"),
        Ok(Expr::All(vec![ab.clone(), one("ccc")]))
    );
    let both = Expr::All(vec![one("bbb"), one("ccc")]);
    assert_eq!(
        expr("aaa - bbb & ccc"),
        Ok(Expr::Minus(Box::new(one("aaa")), Box::new(both.clone())))
    );
    assert_eq!(
        expr("aaa + (bbb & ccc)"),
        Ok(Expr::Any(vec![one("aaa"), both]))
    );
    for wrong in ["aaa +", "nil nil", "ab", "Aaa", "aaa->", "(aaa"] {
        assert!(expr(wrong).is_err(), "{wrong}");
    }
    for line in [
        "person:a.b#boss@user:x",
        "person:a b#boss@user:x",
        "person:a#b@user:x",
    ] {
        assert!(zed::relationship(line).is_err(), "{line}");
    }
}
