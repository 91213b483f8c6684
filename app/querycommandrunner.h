#pragma once

#include "app/commandline.h"
#include "app/engine.h"
#include "app/outputfile.h"
#include "cache/sql/sqlsplitter.h"
#include "models/resultwriter.h"

#include <QFile>
#include <QSet>

namespace larder {

/// Runs one `larder query`: the same way through the cache as in the window, rows to standard output or a
/// file, errors and provenance to standard error. Needs a running event loop.
class QueryCommandRunner : public QObject
{
    Q_OBJECT

public:
    explicit QueryCommandRunner(QueryCommand command, QObject* parent = nullptr);
    ~QueryCommandRunner() override;
    void start();

Q_SIGNALS:
    /// All executions are done; @p exitCode is 0, or 1 after an error.
    void finished(int exitCode);

private:
    void splitFor(SqlDialect dialect);
    void opened(Result<std::unique_ptr<DatabasePort>> port);
    void runNext();
    void ended(const RunOutcome& outcome);
    [[nodiscard]] std::optional<Error> flushOutput();
    void end();
    [[nodiscard]] QByteArray textOf(const SqlStatementRange& range) const;
    void report(const RunOutcome& outcome);
    void fail(const Error& error);

    const QueryCommand m_command;
    Engine m_engine;
    ConnectionId m_connection{};
    SqlDialect m_dialect = SqlDialect::Sqlite;
    std::vector<SqlStatementRange> m_statements;
    QSet<QByteArray> m_named; // the parameters of all statements
    size_t m_nextStatement = 0;
    int m_execution = 0;
    QFile m_output;
    std::unique_ptr<OutputFile> m_file; // in the place of m_output if one was named
    std::unique_ptr<ResultWriter> m_writer;
    QFile m_errors;
};

} // namespace larder
