#include "app/sql/pgdefinition.h"

#include "app/sql/pgtabledefinition.h"
#include "models/sqltext.h"

#include <QCoreApplication>

#include <algorithm>

namespace larder {

namespace {

// In all of these $name, $schema, $table and $arguments stand for literals, $in for the schema's number, and
// $oid for that of the object, where it was looked up.
const QByteArray kTable
    = "SELECT c.oid FROM pg_catalog.pg_class c WHERE c.relnamespace = $in AND c.relname = $name"
      " AND c.relkind IN ('r', 'p', 'v', 'm', 'f')";

const QByteArray kIndex = "SELECT pg_catalog.pg_get_indexdef(c.oid), NULL, NULL FROM pg_catalog.pg_class c"
                          " WHERE c.relnamespace = $in AND c.relname = $name AND c.relkind IN ('i', 'I')";

const QByteArray kOfTable = " JOIN pg_catalog.pg_class c ON c.oid = $of AND c.relnamespace = $in"
                            " AND c.relname = $table WHERE ";

const QByteArray kConstraint
    = "SELECT pg_catalog.format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.oid::pg_catalog.regclass, f.conname,"
      " pg_catalog.pg_get_constraintdef(f.oid)), NULL, NULL FROM pg_catalog.pg_constraint f"
    + QByteArray(kOfTable).replace("$of", "f.conrelid") + "f.conname = $name";

const QByteArray kTrigger
    = "SELECT pg_catalog.pg_get_triggerdef(t.oid), NULL, NULL FROM pg_catalog.pg_trigger t"
    + QByteArray(kOfTable).replace("$of", "t.tgrelid") + "t.tgname = $name AND NOT t.tgisinternal";

// What stands in the arguments goes by the search_path.
const QByteArray kProc
    = "SELECT p.oid FROM pg_catalog.pg_proc p WHERE p.pronamespace = $in AND p.proname = $name"
      " AND pg_catalog.pg_get_function_identity_arguments(p.oid) = $arguments";

const QByteArray kFunction
    = "SELECT pg_catalog.rtrim(pg_catalog.pg_get_functiondef(p.oid), E'\\n'), pg_catalog.format('%s %s',"
      " CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END, p.oid::pg_catalog.regprocedure),"
      " pg_catalog.obj_description(p.oid, 'pg_proc') FROM pg_catalog.pg_proc p WHERE p.oid = $oid";

const QByteArray kAggregate
    = "SELECT pg_catalog.format('CREATE AGGREGATE %I.%I(%s) (SFUNC = %s, STYPE = %s', n.nspname, p.proname,"
      " coalesce(nullif(pg_catalog.pg_get_function_arguments(p.oid), ''), '*'), g.aggtransfn,"
      " pg_catalog.format_type(g.aggtranstype, NULL))"
      " || CASE WHEN g.aggtransspace > 0 THEN ', SSPACE = ' || g.aggtransspace ELSE '' END"
      " || coalesce(', INITCOND = ' || pg_catalog.quote_literal(g.agginitval), '')"
      " || CASE WHEN g.aggfinalfn <> 0 THEN ', FINALFUNC = ' || g.aggfinalfn"
      " || CASE WHEN g.aggfinalextra THEN ', FINALFUNC_EXTRA' ELSE '' END || ', FINALFUNC_MODIFY = '"
      " || CASE g.aggfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END"
      " ELSE '' END"
      " || CASE WHEN g.aggcombinefn <> 0 THEN ', COMBINEFUNC = ' || g.aggcombinefn ELSE '' END"
      " || CASE WHEN g.aggserialfn <> 0 THEN ', SERIALFUNC = ' || g.aggserialfn || ', DESERIALFUNC = '"
      " || g.aggdeserialfn ELSE '' END"
      " || CASE WHEN g.aggmtransfn <> 0 THEN ', MSFUNC = ' || g.aggmtransfn || ', MINVFUNC = '"
      " || g.aggminvtransfn || ', MSTYPE = ' || pg_catalog.format_type(g.aggmtranstype, NULL)"
      " || coalesce(', MINITCOND = ' || pg_catalog.quote_literal(g.aggminitval), '')"
      " || CASE WHEN g.aggmfinalfn <> 0 THEN ', MFINALFUNC = ' || g.aggmfinalfn ELSE '' END ELSE '' END"
      " || CASE WHEN g.aggsortop <> 0 THEN (SELECT pg_catalog.format(', SORTOP = OPERATOR(%I.%s)', m.nspname,"
      " o.oprname) FROM pg_catalog.pg_operator o JOIN pg_catalog.pg_namespace m ON m.oid = o.oprnamespace"
      " WHERE o.oid = g.aggsortop) ELSE '' END"
      " || CASE WHEN g.aggkind = 'h' THEN ', HYPOTHETICAL' ELSE '' END"
      " || CASE p.proparallel WHEN 's' THEN ', PARALLEL = SAFE' WHEN 'r' THEN ', PARALLEL = RESTRICTED'"
      " ELSE '' END || ')',"
      " pg_catalog.format('AGGREGATE %I.%I(%s)', n.nspname, p.proname, coalesce(nullif("
      "pg_catalog.pg_get_function_identity_arguments(p.oid), ''), '*')),"
      " pg_catalog.obj_description(p.oid, 'pg_proc') FROM pg_catalog.pg_proc p"
      " JOIN pg_catalog.pg_aggregate g ON g.aggfnoid = p.oid"
      " JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE p.oid = $oid";

const QByteArray kSequence
    = "SELECT pg_catalog.format('CREATE SEQUENCE %s AS %s', c.oid::pg_catalog.regclass,"
      " pg_catalog.format_type(s.seqtypid, NULL)) || "
    + pgSequenceOptions()
    + ", 'SEQUENCE ' || c.oid::pg_catalog.regclass, pg_catalog.obj_description(c.oid, 'pg_class')"
      " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_sequence s ON s.seqrelid = c.oid"
      " WHERE c.relnamespace = $in AND c.relname = $name";

const QByteArray kType
    = "SELECT CASE t.typtype WHEN 'e' THEN pg_catalog.format('CREATE TYPE %s AS ENUM (%s)', $type,"
      " (SELECT pg_catalog.string_agg(pg_catalog.quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)"
      " FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid))"
      " WHEN 'c' THEN pg_catalog.format(E'CREATE TYPE %s AS (\\n%s\\n)', $type, (SELECT "
      "pg_catalog.string_agg("
      "pg_catalog.format('    %I %s', a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod))"
      " || CASE WHEN a.attcollation <> y.typcollation THEN ' COLLATE ' || "
      "a.attcollation::pg_catalog.regcollation"
      " ELSE '' END, E',\\n' ORDER BY a.attnum) FROM pg_catalog.pg_attribute a"
      " JOIN pg_catalog.pg_type y ON y.oid = a.atttypid"
      " WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped))"
      " WHEN 'd' THEN pg_catalog.format('CREATE DOMAIN %s AS %s', $type,"
      " pg_catalog.format_type(t.typbasetype, t.typtypmod))"
      " || CASE WHEN t.typcollation <> b.typcollation THEN ' COLLATE ' || "
      "t.typcollation::pg_catalog.regcollation"
      " ELSE '' END || coalesce(' DEFAULT ' || pg_catalog.pg_get_expr(t.typdefaultbin, 0), '')"
      " || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END"
      " || coalesce((SELECT pg_catalog.string_agg(pg_catalog.format(' CONSTRAINT %I %s', f.conname,"
      " pg_catalog.pg_get_constraintdef(f.oid)), '' ORDER BY f.conname) FROM pg_catalog.pg_constraint f"
      " WHERE f.contypid = t.oid AND f.contype = 'c'), '')"
      " ELSE (SELECT pg_catalog.format('CREATE TYPE %s AS RANGE (SUBTYPE = %s', $type,"
      " pg_catalog.format_type(r.rngsubtype, NULL)) || CASE WHEN r.rngcollation <> 0"
      " THEN ', COLLATION = ' || r.rngcollation::pg_catalog.regcollation ELSE '' END"
      " || (SELECT pg_catalog.format(', SUBTYPE_OPCLASS = %I.%I', m.nspname, o.opcname)"
      " FROM pg_catalog.pg_opclass o JOIN pg_catalog.pg_namespace m ON m.oid = o.opcnamespace"
      " WHERE o.oid = r.rngsubopc)"
      " || CASE WHEN r.rngcanonical <> 0 THEN ', CANONICAL = ' || r.rngcanonical ELSE '' END"
      " || CASE WHEN r.rngsubdiff <> 0 THEN ', SUBTYPE_DIFF = ' || r.rngsubdiff ELSE '' END || ')'"
      " FROM pg_catalog.pg_range r WHERE r.rngtypid = t.oid) END,"
      " CASE t.typtype WHEN 'd' THEN 'DOMAIN ' ELSE 'TYPE ' END || $type,"
      " pg_catalog.obj_description(t.oid, 'pg_type') FROM pg_catalog.pg_type t"
      " LEFT JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype"
      " WHERE t.typnamespace = $in AND t.typname = $name AND t.typtype IN ('e', 'c', 'd', 'r')";

const QByteArray kSchema = "SELECT pg_catalog.format('CREATE SCHEMA %I', n.nspname),"
                           " pg_catalog.format('SCHEMA %I', n.nspname),"
                           " pg_catalog.obj_description(n.oid, 'pg_namespace') FROM pg_catalog.pg_namespace n"
                           " WHERE n.nspname = $name";

const QByteArray kExtension
    = "SELECT pg_catalog.format('CREATE EXTENSION %I SCHEMA %I VERSION %L', e.extname, n.nspname, "
      "e.extversion), NULL, NULL"
      " FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace"
      " WHERE e.extname = $name";

const QByteArray kDatabase
    = "SELECT pg_catalog.format('CREATE DATABASE %I WITH OWNER %I TEMPLATE template0 ENCODING %L"
      " LC_COLLATE %L LC_CTYPE %L', d.datname, pg_catalog.pg_get_userbyid(d.datdba),"
      " pg_catalog.pg_encoding_to_char(d.encoding), d.datcollate, d.datctype),"
      " pg_catalog.format('DATABASE %I', d.datname), pg_catalog.shobj_description(d.oid, 'pg_database')"
      " FROM pg_catalog.pg_database d WHERE d.datname = $name";

const QByteArray kRole
    = "SELECT pg_catalog.format('CREATE ROLE %I WITH %s %s %s %s %s %s %s CONNECTION LIMIT %s', r.rolname,"
      " CASE WHEN r.rolsuper THEN 'SUPERUSER' ELSE 'NOSUPERUSER' END,"
      " CASE WHEN r.rolinherit THEN 'INHERIT' ELSE 'NOINHERIT' END,"
      " CASE WHEN r.rolcreaterole THEN 'CREATEROLE' ELSE 'NOCREATEROLE' END,"
      " CASE WHEN r.rolcreatedb THEN 'CREATEDB' ELSE 'NOCREATEDB' END,"
      " CASE WHEN r.rolcanlogin THEN 'LOGIN' ELSE 'NOLOGIN' END,"
      " CASE WHEN r.rolreplication THEN 'REPLICATION' ELSE 'NOREPLICATION' END,"
      " CASE WHEN r.rolbypassrls THEN 'BYPASSRLS' ELSE 'NOBYPASSRLS' END, r.rolconnlimit)"
      " || coalesce(' VALID UNTIL ' || pg_catalog.quote_literal(r.rolvaliduntil::text), '')"
      " || coalesce((SELECT pg_catalog.string_agg(pg_catalog.format(E';\\nGRANT %I TO %I', g.rolname, "
      "r.rolname)"
      " || CASE WHEN m.admin_option THEN ' WITH ADMIN OPTION' ELSE '' END, '' ORDER BY g.rolname)"
      " FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles g ON g.oid = m.roleid"
      " WHERE m.member = r.oid), ''),"
      " pg_catalog.format('ROLE %I', r.rolname), pg_catalog.shobj_description(r.oid, 'pg_authid')"
      " FROM pg_catalog.pg_roles r WHERE r.rolname = $name";

/// What is to be looked up first; null for what is found by its name alone.
const QByteArray* lookUpFor(ObjectKind kind)
{
    switch (kind) {
    case ObjectKind::Table:
        return &kTable;
    case ObjectKind::Function:
    case ObjectKind::Procedure:
    case ObjectKind::Aggregate:
        return &kProc;
    default:
        return nullptr;
    }
}

const QByteArray& questionFor(ObjectKind kind)
{
    switch (kind) {
    case ObjectKind::Schema:
        return kSchema;
    case ObjectKind::Index:
        return kIndex;
    case ObjectKind::Constraint:
        return kConstraint;
    case ObjectKind::Trigger:
        return kTrigger;
    case ObjectKind::Aggregate:
        return kAggregate;
    case ObjectKind::Sequence:
        return kSequence;
    case ObjectKind::Type:
        return kType;
    case ObjectKind::Extension:
        return kExtension;
    case ObjectKind::Role:
        return kRole;
    case ObjectKind::Database:
        return kDatabase;
    case ObjectKind::Event: // none there
    case ObjectKind::Table:
    case ObjectKind::Function:
    case ObjectKind::Procedure:
        break;
    }
    return kFunction;
}

/// @p question about @p object. All marks at once, since a name may hold one.
QByteArray filledIn(QByteArray question, const ObjectName& object, const QByteArray& oid)
{
    question.replace("$in", "(SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = $schema)");
    question.replace("$type", "t.oid::pg_catalog.regtype::text");
    const auto literal = [](const QString& text) {
        return textLiteral(text, SqlDialect::PostgreSql).value_or(QString()).toUtf8();
    };
    const std::pair<QByteArray, QByteArray> values[]
        = {{"$schema", literal(object.schema)}, {"$table", literal(object.table)},
            {"$name", literal(object.name)}, {"$arguments", literal(object.arguments)}, {"$oid", oid}};
    QByteArray filled;
    for (qsizetype at = 0; at < question.size();) {
        const auto mark = std::find_if(std::begin(values), std::end(values),
            [&](const auto& value) { return QByteArrayView(question).sliced(at).startsWith(value.first); });
        filled += mark == std::end(values) ? question.mid(at, 1) : mark->second;
        at += mark == std::end(values) ? 1 : mark->first.size();
    }
    return filled;
}

Error notThere(const ObjectName& object)
{
    return {QCoreApplication::translate("PgDefinition", "Cannot tell the definition of %1").arg(object.name),
        QCoreApplication::translate("PgDefinition", "The database has nothing of that name any more."),
        QCoreApplication::translate("PgDefinition", "Refresh the tree.")};
}

QString commented(const PgResult& rows)
{
    QString text = QString::fromUtf8(rows.text(0, 0)) + QStringLiteral(";\n");
    const QString comment = QString::fromUtf8(rows.text(0, 2));
    if (comment.isEmpty())
        return text;
    return text
        + QStringLiteral("COMMENT ON %1 IS %2;\n")
              .arg(QString::fromUtf8(rows.text(0, 1)),
                  textLiteral(comment, SqlDialect::PostgreSql).value_or(QString()));
}

} // namespace

Result<QString> loadPgDefinition(PgConnection& connection, const ObjectName& object, ServerPatience& patience)
{
    QByteArray oid;
    if (const QByteArray* const lookUp = lookUpFor(object.kind)) {
        const auto found = connection.exec(filledIn(*lookUp, object, {}), patience);
        if (!found)
            return found.error();
        if (found.value()[0].rowCount() == 0)
            return notThere(object);
        oid = found.value()[0].text(0, 0);
    }
    if (object.kind == ObjectKind::Table) {
        Result<QString> table = loadPgTableDefinition(connection, oid, patience);
        if (table && table.value().isEmpty())
            return notThere(object);
        return table;
    }
    const auto answers = connection.exec(
        "SET LOCAL search_path = '';" + filledIn(questionFor(object.kind), object, oid), patience);
    if (!answers)
        return answers.error();
    const PgResult& rows = answers.value()[1];
    if (rows.rowCount() == 0 || rows.text(0, 0).isNull())
        return notThere(object);
    return commented(rows);
}

} // namespace larder
