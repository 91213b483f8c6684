#include "app/sql/odbcsession.h"

#include "cache/sql/sqlcode.h"
#include "cache/sql/sqlwords.h"

#include <QCoreApplication>

namespace larder {

namespace {

using Step = OdbcSession::Step;

QString tr(const char* text)
{
    return QCoreApplication::translate("OdbcSession", text);
}

bool hasWord(const SqlCode& code, QByteArrayView word)
{
    for (qsizetype i = 1; i < code.size(); ++i) {
        if (code.isWord(i, word))
            return true;
    }
    return false;
}

bool changesRowsOnly(const SqlClassification& classification)
{
    return isOneOf(
        classification.verb, {"INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "SELECT", "TRUNCATE"});
}

} // namespace

Step OdbcSession::stepOf(QByteArrayView sql, const SqlClassification& classification, SqlDialect dialect)
{
    if (!classification.transactionControl)
        return Step::None;
    const SqlCode code(sql, dialect, SqlCode::Reading::Code);
    const QByteArray& verb = classification.verb;
    if (verb == "BEGIN" || verb == "START")
        return Step::Begin;
    if (hasWord(code, "PREPARED"))
        return Step::Other;
    const bool chains = hasWord(code, "CHAIN") && !hasWord(code, "NO");
    if (verb == "COMMIT" || verb == "END")
        return chains ? Step::CommitAndChain : Step::Commit;
    if (verb == "ROLLBACK" || verb == "ABORT")
        return chains || hasWord(code, "TO") ? Step::Savepoint : Step::Rollback;
    if (verb == "SAVEPOINT" || verb == "SAVE")
        return Step::Savepoint;
    return verb == "RELEASE" ? Step::Release : Step::Other;
}

bool OdbcSession::isPlain(QByteArrayView sql, SqlDialect dialect)
{
    const SqlCode code(sql, dialect, SqlCode::Reading::Code);
    for (qsizetype i = 1; i < code.size(); ++i) {
        const bool isFiller
            = code.isOneOf(i, {"TRANSACTION", "TRAN", "WORK"}) || code.has(i, SqlTokenKind::Terminator);
        if (!isFiller)
            return false;
    }
    return true;
}

// A function that is not known may write.
bool OdbcSession::isRead(const SqlClassification& classification)
{
    return classification.readOnly && classification.rule != UncacheableRule::UnknownFunction;
}

SessionState OdbcSession::state(bool readOnly) const
{
    return {m_inTransaction, m_transactionStarted, m_peculiarity, readOnly};
}

CommittedWrites OdbcSession::note(
    Step step, const SqlClassification& classification, SqlDialect dialect, Ended ended)
{
    // What the loss of a connection has left undone, nobody can tell.
    if (ended.isLost) {
        const bool mayHaveWritten = m_hasWritten || !isRead(classification);
        forget();
        return {.tables = {}, .wholeDatabase = mayHaveWritten, .schemaChanged = mayHaveWritten};
    }
    if (step != Step::None) {
        const bool shows = noteStep(step, dialect, ended.succeeded);
        return {.tables = {}, .wholeDatabase = shows, .schemaChanged = shows};
    }
    if (isRead(classification))
        return {};
    if (ended.succeeded && classification.changesSession && m_peculiarity.isEmpty())
        m_peculiarity = tr("%1 may have changed the session").arg(QString::fromUtf8(classification.verb));
    // Some statements commit by themselves, and others before they fail.
    m_hasWritten = m_hasWritten || m_inTransaction;
    return {.tables = {}, .wholeDatabase = true, .schemaChanged = !changesRowsOnly(classification)};
}

// Whether changes may have become visible.
bool OdbcSession::noteStep(Step step, SqlDialect dialect, bool succeeded)
{
    switch (step) {
    case Step::Begin:
    case Step::Savepoint:
        // With a savepoint SQLite begins a transaction where there is none.
        if (succeeded && !m_inTransaction)
            begin();
        return false;
    case Step::Release:
        // SQLite ends the transaction where a savepoint has begun it; that can't be seen here.
        return true;
    case Step::Commit:
    case Step::CommitAndChain: {
        // PostgreSQL ends a transaction also where its COMMIT fails; others keep it open.
        const bool isOver = step == Step::Commit && (succeeded || dialect == SqlDialect::PostgreSql);
        if (isOver)
            m_inTransaction = false;
        else if (succeeded)
            m_transactionStarted = QDateTime::currentDateTimeUtc();
        m_hasWritten = false;
        return true;
    }
    case Step::Rollback:
        // One that fails has found none.
        m_inTransaction = false;
        m_hasWritten = false;
        return false;
    case Step::Other:
        m_peculiarity = tr("the transaction was ended by other means");
        return true;
    case Step::None:
        return false;
    }
    Q_UNREACHABLE();
}

void OdbcSession::begin()
{
    m_inTransaction = true;
    m_hasWritten = false;
    m_transactionStarted = QDateTime::currentDateTimeUtc();
}

} // namespace larder
