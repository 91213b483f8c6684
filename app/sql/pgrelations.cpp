#include "app/sql/pgrelations.h"

#include "app/sql/pgsettings.h"
#include "cache/classificationreason.h"
#include "cache/sql/sqlclassifier.h"

#include <QCoreApplication>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("PgRelations", text);
}

// Objects of the system have smaller numbers (FirstNormalObjectId of PostgreSQL).
constexpr auto kFirstOfUsers = "16384";

// Called as a function, since the view `pg_locks` would be locked itself.
QByteArray locksOf(const QByteArray& backend)
{
    return "FROM pg_catalog.pg_lock_status() l WHERE l.pid = " + backend + " AND l.locktype = 'relation'";
}

// Must come before anything that opens a catalogue itself.
QByteArray systemQuestion(const QByteArray& backend)
{
    return "SELECT EXISTS (SELECT " + locksOf(backend) + " AND l.relation < " + kFirstOfUsers + "), "
        + pgSettingsDigest() + ';';
}

// A relation that the snapshot does not know, or no more, has no name.
QByteArray readQuestion(const QByteArray& backend)
{
    return "SELECT n.nspname, c.relname, c.relkind, c.relpersistence, c.relrowsecurity,"
           " CASE WHEN c.relkind = 'v' THEN pg_catalog.pg_get_viewdef(c.oid) END"
           " FROM (SELECT DISTINCT l.relation "
        + locksOf(backend) + " AND l.relation >= " + kFirstOfUsers
        + ") AS q LEFT JOIN pg_catalog.pg_class c ON c.oid = q.relation"
          " LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          " WHERE c.relkind IS NULL OR c.relkind NOT IN ('i', 'I', 't') ORDER BY 1, 2;";
}

// A function of the user's that stands behind an operator or a cast, or has the name of a built-in one, is
// called without the text telling of it.
constexpr auto kHiddenFunctions
    = "SELECT p.proname FROM pg_catalog.pg_proc p WHERE p.oid >= 16384 AND p.provolatile <> 'i'"
      " AND (EXISTS (SELECT FROM pg_catalog.pg_operator o WHERE o.oprcode = p.oid)"
      " OR EXISTS (SELECT FROM pg_catalog.pg_cast c WHERE c.castfunc = p.oid)"
      " OR EXISTS (SELECT FROM pg_catalog.pg_proc b WHERE b.proname = p.proname AND b.oid < 16384"
      "  AND b.provolatile <> 'v')) LIMIT 1;";

constexpr auto kWritten
    = "SELECT pg_catalog.pg_current_xact_id_if_assigned(), pg_catalog.pg_my_temp_schema() <> 0, "
      "EXISTS (SELECT FROM pg_catalog.pg_lock_status() l WHERE l.pid = pg_catalog.pg_backend_pid()"
      " AND l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock'), ";

// What is written through a partition shows in its parents.
constexpr auto kWrittenTables
    = ";WITH RECURSIVE written(oid) AS (SELECT l.relation FROM pg_catalog.pg_lock_status() l"
      " WHERE l.pid = pg_catalog.pg_backend_pid() AND l.locktype = 'relation' AND l.relation >= 16384"
      " AND l.mode NOT IN ('AccessShareLock', 'RowShareLock')"
      " UNION SELECT i.inhparent FROM pg_catalog.pg_inherits i, written w WHERE i.inhrelid = w.oid)"
      " SELECT n.nspname, c.relname FROM written w LEFT JOIN pg_catalog.pg_class c ON c.oid = w.oid"
      " LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
      " WHERE c.relkind IS NULL OR c.relkind NOT IN ('i', 'I', 't') ORDER BY 1, 2";

Reason temporaryOrCatalog(const QString& name)
{
    return {ReasonCode::Uncacheable, name};
}

std::optional<Reason> objection(const PgResult& relation, int row, const QByteArray& name)
{
    const QString shown = QString::fromUtf8(name);
    const QByteArray kind = relation.text(row, 2);
    if (kind.isEmpty())
        return temporaryOrCatalog(tr("a table that has just changed"));
    if (kind == "f")
        return temporaryOrCatalog(tr("%1 is a foreign table").arg(shown));
    if (kind == "S")
        return temporaryOrCatalog(tr("%1 is a sequence").arg(shown));
    if (relation.text(row, 3) == "t")
        return temporaryOrCatalog(tr("%1 is temporary").arg(shown));
    if (relation.isTrue(row, 4))
        return temporaryOrCatalog(tr("%1 has row level security").arg(shown));
    if (kind == "v") {
        const QByteArray text = relation.text(row, 5);
        if (const Reason reason = classificationReason(classifySql(text, SqlDialect::PostgreSql), text))
            return temporaryOrCatalog(tr("of the view %1: %2").arg(shown, reason.detail));
    }
    if (kind != "v" && kind != "r" && kind != "p" && kind != "m")
        return temporaryOrCatalog(tr("%1 is no table").arg(shown));
    return std::nullopt;
}

QByteArray nameAt(const PgResult& relation, int row)
{
    return relation.text(row, 0) + '.' + relation.text(row, 1);
}

} // namespace

Result<PgRelations> PgRelations::read(
    PgConnection& connection, int backend, const QByteArray& ending, ServerPatience& patience)
{
    const QByteArray pid = QByteArray::number(backend);
    auto answers
        = connection.exec(systemQuestion(pid) + readQuestion(pid) + kHiddenFunctions + ending, patience);
    if (!answers)
        return answers.error();
    const PgResult& system = answers.value()[0];
    const PgResult& relations = answers.value()[1];
    const PgResult& functions = answers.value()[2];
    PgRelations read;
    read.settingsDigest = system.text(0, 1);
    if (system.isTrue(0, 0))
        read.forbidsCaching = temporaryOrCatalog(tr("it reads a catalogue of the system"));
    if (functions.rowCount() > 0) {
        read.forbidsCaching = temporaryOrCatalog(tr("the function %1 may be called by an operator, a cast or "
                                                    "under the name of a built-in one")
                                                     .arg(QString::fromUtf8(functions.text(0, 0))));
    }
    for (int row = 0; row < relations.rowCount(); ++row) {
        const QByteArray name = nameAt(relations, row);
        read.tables.push_back(name);
        if (!read.forbidsCaching)
            read.forbidsCaching = objection(relations, row, name);
    }
    return read;
}

Result<PgRelations> PgRelations::written(PgConnection& connection, ServerPatience& patience)
{
    auto answers = connection.exec(kWritten + pgSettingsDigest() + kWrittenTables, patience);
    if (!answers)
        return answers.error();
    const PgResult& transaction = answers.value()[0];
    const PgResult& tables = answers.value()[1];
    PgRelations written;
    written.transactionId = transaction.text(0, 0);
    written.hasWritten = !written.transactionId.isEmpty();
    written.hasTemporaryObjects = transaction.isTrue(0, 1);
    written.locksExclusively = transaction.isTrue(0, 2);
    written.settingsDigest = transaction.text(0, 3);
    for (int row = 0; row < tables.rowCount(); ++row) {
        // What was dropped has no name any more.
        written.locksExclusively = written.locksExclusively || tables.text(row, 1).isNull();
        written.tables.push_back(nameAt(tables, row));
    }
    return written;
}

} // namespace larder
