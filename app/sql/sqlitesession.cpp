#include "app/sql/sqlitesession.h"

#include <QCoreApplication>

#include <sqlite3.h>

#include <algorithm>
#include <array>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("SqliteSession", text);
}

// Settings that belong to the file or to the manner of work, and can't make a SELECT answer otherwise.
bool leavesAnswersAlone(const QByteArray& pragma)
{
    static constexpr std::array<const char*, 23> kHarmless{"analysis_limit", "application_id", "auto_vacuum",
        "busy_timeout", "cache_size", "cache_spill", "defer_foreign_keys", "foreign_key_check",
        "foreign_keys", "incremental_vacuum", "integrity_check", "journal_mode", "journal_size_limit",
        "mmap_size", "optimize", "page_size", "quick_check", "recursive_triggers", "secure_delete",
        "synchronous", "user_version", "wal_autocheckpoint", "wal_checkpoint"};
    return std::find(kHarmless.begin(), kHarmless.end(), pragma) != kHarmless.end();
}

bool inTransaction(sqlite3* handle)
{
    return handle && sqlite3_get_autocommit(handle) == 0;
}

QString attachedDatabases(sqlite3* handle)
{
    QStringList names;
    // 0 is main, 1 is temp.
    for (int i = 2; const char* name = sqlite3_db_name(handle, i); ++i)
        names << QString::fromUtf8(name);
    return names.join(QStringLiteral(", "));
}

void merge(CommittedWrites& into, const CommittedWrites& from)
{
    for (const QByteArray& table : from.tables) {
        if (!into.tables.contains(table))
            into.tables.push_back(table);
    }
    into.wholeDatabase = into.wholeDatabase || from.wholeDatabase;
    into.schemaChanged = into.schemaChanged || from.schemaChanged;
}

} // namespace

CommittedWrites SqliteSession::note(
    const SqliteChannel::Run& run, const Statement& statement, sqlite3* handle)
{
    notePeculiarities(run.record, statement);
    noteWrites(run, statement);
    const bool wasInTransaction = m_transactionStarted.isValid();
    if (inTransaction(handle)) {
        if (!wasInTransaction)
            m_transactionStarted = QDateTime::currentDateTimeUtc();
        return {};
    }
    m_transactionStarted = {};
    // A transaction that ended in any other way than by a plain ROLLBACK counts as committed.
    CommittedWrites committed = std::exchange(m_pending, {});
    const bool rolledBack = wasInTransaction && run.record.controlsTransaction && !run.outcome.error
        && statement.sql.trimmed().left(8).toUpper() == "ROLLBACK";
    return rolledBack ? CommittedWrites() : committed;
}

SessionState SqliteSession::state(sqlite3* handle) const
{
    SessionState state;
    state.inTransaction = inTransaction(handle);
    state.transactionStarted = m_transactionStarted;
    if (const QString attached = handle ? attachedDatabases(handle) : QString(); !attached.isEmpty())
        state.peculiarity = tr("attached databases: %1").arg(attached);
    else if (m_hasTemporaryObjects)
        state.peculiarity = tr("temporary objects exist");
    else if (!m_pragmaSet.isEmpty())
        state.peculiarity = tr("PRAGMA %1 was used").arg(QString::fromUtf8(m_pragmaSet));
    return state;
}

bool SqliteSession::differsFromNewSession(sqlite3* handle) const
{
    const SessionState now = state(handle);
    return now.inTransaction || !now.peculiarity.isEmpty();
}

void SqliteSession::notePeculiarities(const SqliteAuthorizer::Record& record, const Statement& statement)
{
    m_hasTemporaryObjects = m_hasTemporaryObjects || record.makesTemporary;
    if (!record.pragma.isEmpty() && !statement.plainRead && !leavesAnswersAlone(record.pragma))
        m_pragmaSet = record.pragma;
}

void SqliteSession::noteWrites(const SqliteChannel::Run& run, const Statement& statement)
{
    const SqliteAuthorizer::Record& record = run.record;
    const bool harmlessRead = run.readOnly && record.pragma.isEmpty() && !record.attaches;
    // VACUUM opens transactions of its own, beside the database that it attaches.
    const bool onlyTransaction = record.controlsTransaction && !record.attaches;
    if (harmlessRead || statement.plainRead || onlyTransaction)
        return;
    CommittedWrites writes;
    writes.tables = QByteArrayList(record.writes.begin(), record.writes.end());
    std::sort(writes.tables.begin(), writes.tables.end());
    writes.schemaChanged = record.changesSchema || record.attaches;
    // VACUUM and pragmas name no table.
    writes.wholeDatabase = writes.schemaChanged || writes.tables.isEmpty() || !record.pragma.isEmpty();
    merge(m_pending, writes);
}

} // namespace larder
