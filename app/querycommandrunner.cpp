#include "app/querycommandrunner.h"

#include "app/sql/databaseopener.h"
#include "cache/sql/sqlparameters.h"
#include "models/connectiontarget.h"
#include "models/outcometext.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

namespace larder {

namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;
using Microseconds = std::chrono::duration<double, std::micro>;

QJsonObject provenanceJson(const RunOutcome& outcome, int run)
{
    const Provenance& from = outcome.provenance;
    QJsonObject json{
        {QStringLiteral("run"), run},
        {QStringLiteral("source"), sourceName(from.source)},
        {QStringLiteral("reason"), from.reason ? QJsonValue(reasonName(from.reason.code)) : QJsonValue()},
        {QStringLiteral("reason_text"), from.reason ? QJsonValue(reasonText(from.reason)) : QJsonValue()},
        {QStringLiteral("stored"), from.stored},
        {QStringLiteral("rows"), outcome.result ? outcome.result->rowCount() : 0},
        {QStringLiteral("lookup_us"), Microseconds(from.timings.lookup).count()},
        {QStringLiteral("validate_us"), Microseconds(from.timings.validate).count()},
        {QStringLiteral("execute_ms"), Milliseconds(from.timings.execute).count()},
        {QStringLiteral("fetch_ms"), Milliseconds(from.timings.fetch).count()},
        {QStringLiteral("age_ms"), qint64(from.age.count())},
        {QStringLiteral("freshness"), freshnessName(from.freshness)},
        {QStringLiteral("values"), fidelityName(from.fidelity)},
        {QStringLiteral("key"),
            from.key.isEmpty() ? QJsonValue() : QJsonValue(QString::fromLatin1(from.key))},
    };
    if (from.notStored) {
        json.insert(QStringLiteral("not_stored"), reasonName(from.notStored.code));
        json.insert(QStringLiteral("not_stored_text"), reasonText(from.notStored));
    }
    if (from.notByRow)
        json.insert(QStringLiteral("not_by_row"), reasonText(from.notByRow));
    if (from.source == Source::Partial) {
        json.insert(QStringLiteral("rows_cached"), from.rowsCached);
        json.insert(QStringLiteral("rows_fetched"), from.rowsFetched);
    }
    if (!from.ignoredHint.isEmpty())
        json.insert(QStringLiteral("ignored_hint"), QString::fromUtf8(from.ignoredHint));
    return json;
}

QSet<QByteArray> namesIn(const QByteArray& statement, SqlDialect dialect)
{
    QSet<QByteArray> names;
    for (const QByteArray& name : parameterNames(statement, dialect))
        names.insert(name.mid(1));
    return names;
}

} // namespace

QueryCommandRunner::QueryCommandRunner(QueryCommand command, QObject* parent)
    : QObject(parent)
    , m_command(std::move(command))
{
    m_output.open(stdout, QIODevice::WriteOnly);
    m_errors.open(stderr, QIODevice::WriteOnly);
}

QueryCommandRunner::~QueryCommandRunner() = default;

void QueryCommandRunner::start()
{
    const auto target = parseConnectionTarget(m_command.connection);
    if (!target) {
        fail(target.error());
        return;
    }
    splitFor(dialectOf(target.value().engine));
    if (m_statements.empty()) {
        fail({QStringLiteral("Nothing to run"), QStringLiteral("the text holds no statement")});
        return;
    }
    if (!m_command.output.isEmpty()) {
        auto file = OutputFile::open(m_command.output, compressionOf(m_command.output));
        if (!file) {
            fail(file.error());
            return;
        }
        m_file = std::move(file.value());
    }
    openDatabase(target.value(), m_engine.storage(), this,
        [this](Result<std::unique_ptr<DatabasePort>> port) { opened(std::move(port)); });
}

void QueryCommandRunner::splitFor(SqlDialect dialect)
{
    m_dialect = dialect;
    m_statements = splitSql(m_command.sql, dialect);
    m_named.clear();
    for (const SqlStatementRange& range : m_statements)
        m_named += namesIn(textOf(range), dialect);
}

void QueryCommandRunner::opened(Result<std::unique_ptr<DatabasePort>> port)
{
    if (!port) {
        fail(port.error());
        return;
    }
    // By ODBC it is only known now what was named.
    if (const SqlDialect dialect = port.value()->dialect(); dialect != m_dialect)
        splitFor(dialect);
    if (port.value()->fidelity() != Fidelity::Exact) {
        m_errors.write(
            "larder: values are as the driver delivers them, and may differ from those that are stored\n");
        m_errors.flush();
    }
    m_connection = m_engine.service().addConnection(std::move(port.value()));
    runNext();
}

void QueryCommandRunner::runNext()
{
    if (m_nextStatement == m_statements.size()) {
        m_nextStatement = 0;
        if (++m_execution == m_command.repeat) {
            end();
            return;
        }
    }
    RowForm form = m_command.form;
    form.dialect = m_dialect;
    m_writer
        = std::make_unique<ResultWriter>(form, m_file ? m_file->device() : static_cast<QIODevice&>(m_output));
    QueryRequest request;
    request.connection = m_connection;
    request.sql = textOf(m_statements[m_nextStatement]);
    request.parameters = m_command.parameters;
    // A value that none of the statements names is left in, so that it is refused.
    std::erase_if(
        request.parameters, [this, own = namesIn(request.sql, m_dialect)](const Parameter& parameter) {
            return !own.contains(parameter.name) && m_named.contains(parameter.name);
        });
    request.technique = m_command.technique;
    request.policy = m_command.policy;
    request.ttl = m_command.ttl;
    request.timeout = m_command.timeout;
    RunCallbacks callbacks;
    callbacks.progressed = [this](const ResultPtr& rows) { m_writer->write(rows); };
    callbacks.finished = [this](const RunOutcome& outcome) { ended(outcome); };
    (void)m_engine.service().start(std::move(request), this, std::move(callbacks));
}

std::optional<Error> QueryCommandRunner::flushOutput()
{
    const bool written = m_writer->finish();
    if (m_file)
        return written ? std::nullopt : std::optional(m_file->writeError());
    if (written && m_output.flush() && m_output.error() == QFileDevice::NoError)
        return std::nullopt;
    return Error{QStringLiteral("Cannot write to standard output"), m_output.errorString()};
}

void QueryCommandRunner::end()
{
    if (m_engine.service().session(m_connection).inTransaction) {
        fail({QStringLiteral("The transaction is still open"), QStringLiteral("its changes are lost"),
            QStringLiteral("End the text with COMMIT.")});
        return;
    }
    if (const auto error = m_file ? m_file->commit() : std::nullopt) {
        fail(*error);
        return;
    }
    Q_EMIT finished(0);
}

QByteArray QueryCommandRunner::textOf(const SqlStatementRange& range) const
{
    return m_command.sql.mid(range.offset, range.length);
}

void QueryCommandRunner::ended(const RunOutcome& outcome)
{
    if (outcome.result)
        m_writer->write(outcome.result);
    for (const ResultPtr& more : outcome.moreResults)
        m_writer->write(more);
    const std::optional<Error> unwritten = flushOutput();
    if (outcome.resultsNotShown > 0)
        m_errors.write("larder: " + resultsNotShownText(outcome.resultsNotShown).toUtf8() + '\n');
    for (const QString& notice : outcome.notices)
        m_errors.write("larder: " + notice.toUtf8() + '\n');
    m_errors.flush();
    if (m_command.provenance)
        report(outcome);
    if (unwritten) {
        fail(*unwritten);
        return;
    }
    if (outcome.error) {
        Error error = *outcome.error;
        if (error.position)
            *error.position += m_statements[m_nextStatement].offset;
        fail(error);
        return;
    }
    ++m_nextStatement;
    runNext();
}

void QueryCommandRunner::report(const RunOutcome& outcome)
{
    const QJsonObject json = provenanceJson(outcome, m_execution + 1);
    m_errors.write(QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n');
    m_errors.flush();
}

void QueryCommandRunner::fail(const Error& error)
{
    m_errors.write("larder: " + errorText(placed(error, m_command.sql)).toUtf8() + '\n');
    m_errors.flush();
    Q_EMIT finished(1);
}

} // namespace larder
