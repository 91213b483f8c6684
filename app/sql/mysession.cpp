#include "app/sql/mysession.h"

#include "cache/sql/sqlwords.h"

#include <QCoreApplication>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("MySession", text);
}

bool changesRows(const SqlClassification& classification)
{
    return isOneOf(classification.verb,
        {"SELECT", "VALUES", "TABLE", "INSERT", "UPDATE", "DELETE", "REPLACE", "LOAD", "DO", "HANDLER"});
}

// Programs on the server, which may do anything, also where they end in an error.
bool callsAnything(const SqlClassification& classification)
{
    return isOneOf(classification.verb, {"CALL", "EXECUTE", "BEGIN", "XA"});
}

CommittedWrites everything(bool schemaChanged)
{
    return {.tables = {}, .wholeDatabase = true, .schemaChanged = schemaChanged};
}

CommittedWrites effectsOf(const SqlClassification& classification)
{
    if (classification.readOnly)
        return {};
    // A plain BEGIN calls nothing; BEGIN NOT ATOMIC is no control of transactions.
    if (classification.transactionControl && classification.verb != "XA")
        return {};
    if (isOneOf(classification.verb, {"USE", "PREPARE", "DEALLOCATE", "UNLOCK", "LOCK", "KILL"}))
        return {};
    if (changesRows(classification)
        || isOneOf(classification.verb, {"SET", "TRUNCATE", "ANALYZE", "CHECK", "CHECKSUM", "FLUSH"}))
        return everything(false);
    return everything(true);
}

void merge(CommittedWrites& into, const CommittedWrites& from)
{
    into.wholeDatabase = into.wholeDatabase || from.wholeDatabase;
    into.schemaChanged = into.schemaChanged || from.schemaChanged;
}

} // namespace

CommittedWrites MySession::note(const SqlClassification& classification, const End& end)
{
    if (!end.isLost)
        notePeculiarity(classification, end);
    // A failed change of rows changes nothing that could have been kept; other statements may stop half-way.
    const bool isUndone = !end.succeeded && !end.isLost && changesRows(classification);
    const CommittedWrites effects = isUndone ? CommittedWrites() : effectsOf(classification);
    if (end.isInTransaction && !m_transactionStarted.isValid())
        m_transactionStarted = QDateTime::currentDateTimeUtc();
    if (end.wasInTransaction || end.isInTransaction)
        return inOpenTransaction(classification, effects, end);
    return effects;
}

// All but changes of rows and savepoints commits, or may do so
// (https://mariadb.com/kb/en/sql-statements-that-cause-an-implicit-commit/). What is told too early is told
// once more at the end.
CommittedWrites MySession::inOpenTransaction(
    const SqlClassification& classification, const CommittedWrites& effects, const End& end)
{
    merge(m_pending, effects);
    const bool isOver = !end.isInTransaction;
    const bool isRollback = classification.verb == "ROLLBACK";
    const bool keepsOpen = isRollback || classification.readOnly || changesRows(classification)
        || isOneOf(classification.verb, {"SAVEPOINT", "RELEASE"});
    const bool isUndone = keepsOpen && isOver && (isRollback || !end.succeeded);
    const CommittedWrites pending = m_pending;
    if (isOver) {
        m_pending = {};
        m_transactionStarted = QDateTime();
    }
    const bool mayHaveCommitted = isOver ? !isUndone : !keepsOpen;
    return mayHaveCommitted ? pending : CommittedWrites();
}

void MySession::notePeculiarity(const SqlClassification& classification, const End& end)
{
    if (!m_peculiarity.isEmpty() || classification.readOnly)
        return;
    const QString verb = QString::fromUtf8(classification.verb);
    if (callsAnything(classification) && !classification.transactionControl)
        m_peculiarity = tr("%1 may have changed the session").arg(verb);
    else if (end.succeeded && classification.rule == UncacheableRule::UnknownFunction)
        m_peculiarity = tr("a function may have changed the session");
    else if (end.succeeded && (classification.changesSession || classification.verb == "XA"))
        m_peculiarity = tr("%1 was used").arg(verb);
}

} // namespace larder
