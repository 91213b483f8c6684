#include "app/sql/pgobjects.h"

#include <QByteArrayList>

namespace larder {

namespace {

// Columns: what it is, schema, name, arguments, detail, comment. What is owned belongs to an extension, or
// came with another object, as the constructors of a range did.
const QByteArray kNamespaces
    = "WITH ns AS (SELECT oid, nspname FROM pg_catalog.pg_namespace WHERE nspname <> 'information_schema'"
      " AND pg_catalog.left(nspname, 3) <> 'pg_'),"
      " owned AS MATERIALIZED (SELECT classid, objid FROM pg_catalog.pg_depend"
      " WHERE deptype IN ('e', 'i') AND objsubid = 0)";

const QByteArray kSchemas
    = " SELECT 's' AS kind, NULL::name AS schema, ns.nspname AS name, NULL::text AS arguments,"
      " NULL::text AS detail, pg_catalog.obj_description(ns.oid, 'pg_namespace') AS comment FROM ns";

const QByteArray kFunctions
    = " SELECT p.prokind::text, ns.nspname, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid),"
      " pg_catalog.concat_ws(' · ', CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' END,"
      " pg_catalog.pg_get_function_result(p.oid), l.lanname),"
      " pg_catalog.obj_description(p.oid, 'pg_proc') FROM pg_catalog.pg_proc p"
      " JOIN ns ON ns.oid = p.pronamespace JOIN pg_catalog.pg_language l ON l.oid = p.prolang"
      " WHERE NOT EXISTS (SELECT FROM owned WHERE classid = 'pg_catalog.pg_proc'::pg_catalog.regclass"
      " AND objid = p.oid)";

// The sequence of an identity column is a part of that.
const QByteArray kSequences
    = " SELECT 'S', ns.nspname, c.relname, NULL, pg_catalog.format_type(s.seqtypid, NULL),"
      " pg_catalog.obj_description(c.oid, 'pg_class') FROM pg_catalog.pg_sequence s"
      " JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid JOIN ns ON ns.oid = c.relnamespace"
      " WHERE NOT EXISTS (SELECT FROM owned WHERE classid = 'pg_catalog.pg_class'::pg_catalog.regclass"
      " AND objid = c.oid)";

const QByteArray kTypes
    = " SELECT 't', ns.nspname, t.typname, NULL, CASE t.typtype"
      " WHEN 'e' THEN 'enum · ' || (SELECT pg_catalog.string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder)"
      " FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid)"
      " WHEN 'd' THEN 'domain · ' || pg_catalog.format_type(t.typbasetype, t.typtypmod)"
      " WHEN 'r' THEN 'range · ' || (SELECT pg_catalog.format_type(r.rngsubtype, NULL)"
      " FROM pg_catalog.pg_range r WHERE r.rngtypid = t.oid) ELSE 'composite' END,"
      " pg_catalog.obj_description(t.oid, 'pg_type') FROM pg_catalog.pg_type t"
      " JOIN ns ON ns.oid = t.typnamespace LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid"
      " WHERE (t.typtype IN ('e', 'd', 'r') OR t.typtype = 'c' AND c.relkind = 'c')"
      " AND NOT EXISTS (SELECT FROM owned WHERE classid = 'pg_catalog.pg_type'::pg_catalog.regclass"
      " AND objid = t.oid)";

const QByteArray kExtensions
    = " SELECT 'x', NULL, e.extname, NULL, e.extversion || ' · ' || n.nspname,"
      " pg_catalog.obj_description(e.oid, 'pg_extension') FROM pg_catalog.pg_extension e"
      " JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace";

const QByteArray kRoles
    = " SELECT 'R', NULL, r.rolname, NULL, pg_catalog.concat_ws(' · ', CASE WHEN r.rolsuper THEN 'superuser' "
      "END,"
      " CASE WHEN r.rolcanlogin THEN 'login' END, CASE WHEN r.rolreplication THEN 'replication' END),"
      " pg_catalog.shobj_description(r.oid, 'pg_authid') FROM pg_catalog.pg_roles r"
      " WHERE pg_catalog.left(r.rolname, 3) <> 'pg_'";

// Those that the user may open. Sizes take a look at all files.
const QByteArray kDatabases
    = " SELECT 'D', NULL, d.datname, NULL, 'owner: ' || pg_catalog.pg_get_userbyid(d.datdba),"
      " pg_catalog.shobj_description(d.oid, 'pg_database') FROM pg_catalog.pg_database d"
      " WHERE d.datallowconn AND NOT d.datistemplate AND d.datname <> pg_catalog.current_database()"
      " AND pg_catalog.has_database_privilege(d.oid, 'CONNECT')";

ObjectKind kindOf(char letter)
{
    switch (letter) {
    case 's':
        return ObjectKind::Schema;
    case 'p':
        return ObjectKind::Procedure;
    case 'a':
        return ObjectKind::Aggregate;
    case 'S':
        return ObjectKind::Sequence;
    case 't':
        return ObjectKind::Type;
    case 'x':
        return ObjectKind::Extension;
    case 'R':
        return ObjectKind::Role;
    case 'D':
        return ObjectKind::Database;
    default: // also functions over windows
        return ObjectKind::Function;
    }
}

} // namespace

QByteArray pgObjectsQuestion()
{
    const QByteArrayList parts{kSchemas, kFunctions, kSequences, kTypes, kExtensions, kRoles, kDatabases};
    return kNamespaces + parts.join(" UNION ALL") + " ORDER BY schema NULLS FIRST, kind, name, arguments";
}

std::vector<SchemaObject> readPgObjects(const PgResult& rows)
{
    const auto text = [&rows](int row, int column) { return QString::fromUtf8(rows.text(row, column)); };
    std::vector<SchemaObject> objects;
    objects.reserve(size_t(rows.rowCount()));
    for (int row = 0; row < rows.rowCount(); ++row) {
        SchemaObject object;
        object.name = {kindOf(rows.text(row, 0).front()), text(row, 2), text(row, 1), {}, text(row, 3)};
        object.detail = text(row, 4);
        object.comment = text(row, 5);
        objects.push_back(std::move(object));
    }
    return objects;
}

} // namespace larder
