#include "app/sql/pgsession.h"

#include <QCoreApplication>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("PgSession", text);
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

CommittedWrites everything(bool schemaChanged)
{
    return {.tables = {}, .wholeDatabase = true, .schemaChanged = schemaChanged};
}

// What the text of a statement says that it changes, where nothing else tells.
CommittedWrites effectsOf(const SqlClassification& classification)
{
    switch (pgStatementKind(classification)) {
    case PgStatementKind::Maintenance:
        return everything(false);
    case PgStatementKind::Schema:
        return everything(true);
    default:
        return {};
    }
}

// By the locks of the transaction. One that wrote and names no table has changed something else.
CommittedWrites writesOf(const PgRelations& written, const SqlClassification& classification)
{
    if (!written.hasWritten)
        return {};
    if (written.locksExclusively && classification.verb != "TRUNCATE")
        return everything(true);
    if (written.tables.isEmpty())
        return classification.rule == UncacheableRule::LockingRead ? CommittedWrites() : everything(true);
    return {.tables = written.tables};
}

} // namespace

CommittedWrites PgSession::note(const PgRun& run, const Statement& statement,
    const SqlClassification& classification, bool inTransaction, PgChannel& writer)
{
    PgConnection& connection = writer.connection();
    const bool isLost = connection.isLost();
    if (!isLost)
        notePeculiarity(run, classification, writer);
    if (run.hadOwnTransaction) {
        const bool isCommitted = run.succeeded() || run.mayHaveCommitted;
        if (!isCommitted)
            return {};
        return run.written ? writesOf(*run.written, classification) : everything(true);
    }
    const bool stillInTransaction = !isLost && connection.isInTransaction();
    if (stillInTransaction && !inTransaction)
        m_transactionStarted = QDateTime::currentDateTimeUtc();
    if (inTransaction) {
        if (run.succeeded() && !statement.plainRead)
            notePending(classification);
        if (!stillInTransaction || run.commandTag == "COMMIT")
            return endedTransaction(run, !stillInTransaction);
        return {};
    }
    if (run.commandTag == "COMMIT PREPARED" || (classification.transactionControl && isLost))
        return everything(true);
    const bool isDone = run.succeeded() || isLost || pgCommitsInParts(classification);
    return isDone && !statement.plainRead ? effectsOf(classification) : CommittedWrites();
}

void PgSession::notePending(const SqlClassification& classification)
{
    merge(m_pending, effectsOf(classification));
    m_hasCalledUnknown = m_hasCalledUnknown || classification.rule == UncacheableRule::UnknownFunction;
}

void PgSession::forget()
{
    *this = {};
}

void PgSession::notePeculiarity(const PgRun& run, const SqlClassification& classification, PgChannel& writer)
{
    if (!m_peculiarity.isEmpty())
        return;
    if (run.succeeded() && classification.changesSession && !pgMayHideSessionChange(classification)) {
        m_peculiarity = tr("%1 was used").arg(QString::fromUtf8(classification.verb));
    } else if (run.written && run.written->hasTemporaryObjects) {
        m_peculiarity = tr("temporary objects exist");
    } else if (run.written && run.written->settingsDigest != writer.settings().digest) {
        m_peculiarity = tr("settings were changed");
    } else if (run.succeeded() && classification.changesSession) {
        m_peculiarity = tr("%1 may have changed the session").arg(QString::fromUtf8(classification.verb));
    }
}

// An unknown end counts as a commit; what could not be told counts as everything.
CommittedWrites PgSession::endedTransaction(const PgRun& run, bool isOver)
{
    CommittedWrites pending = std::exchange(m_pending, {});
    const bool calledUnknown = std::exchange(m_hasCalledUnknown, false);
    m_transactionStarted = isOver ? QDateTime() : QDateTime::currentDateTimeUtc();
    const bool isLost = run.outcome.error && run.outcome.error->kind == ErrorKind::ConnectionLost;
    const bool wasCommit = run.commandTag == "COMMIT" || (isLost && run.written);
    if (!wasCommit)
        return {};
    if (!run.written)
        return everything(true);
    if (!run.written->hasWritten)
        return {};
    // A change of rows and one of the schema look alike here.
    merge(pending,
        run.written->locksExclusively ? everything(true) : CommittedWrites{.tables = run.written->tables});
    return pending.isEmpty() && calledUnknown ? everything(true) : pending;
}

} // namespace larder
