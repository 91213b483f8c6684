#include "tests/support/testsession.h"

#include "app/sql/databaseopener.h"
#include "cache/valuecell.h"
#include "models/connectiontarget.h"

#include <QTest>

namespace larder {

namespace {

constexpr int kPatienceMilliseconds = 60'000;

} // namespace

TestSession::TestSession(
    const QString& path, qint64 cacheBytes, qint64 resultBytes, const ConnectOptions& options)
    : m_engine({cacheBytes, resultBytes, m_folder.path()})
{
    bool done = false;
    const auto target = parseConnectionTarget(path);
    if (!target) {
        m_error = target.error();
        return;
    }
    openDatabase(
        target.value(), m_engine.storage(), &m_context,
        [&](Result<std::unique_ptr<DatabasePort>> port) {
            if (port)
                m_connection = m_engine.service().addConnection(std::move(port.value()));
            else
                m_error = port.error();
            done = true;
        },
        options);
    [[maybe_unused]] const bool opened = QTest::qWaitFor([&] { return done; }, kPatienceMilliseconds);
    Q_ASSERT(opened);
}

std::unique_ptr<TestSession> TestSession::readOnly(const QString& path)
{
    return std::make_unique<TestSession>(
        path, qint64(64) << 20, EngineLimits().resultBytes, ConnectOptions{.readOnly = true});
}

QueryRequest TestSession::request(const QByteArray& sql) const
{
    QueryRequest request;
    request.connection = m_connection;
    request.sql = sql;
    return request;
}

RunOutcome TestSession::run(QueryRequest request)
{
    std::optional<RunOutcome> ended;
    RunCallbacks callbacks;
    callbacks.finished = [&](RunOutcome outcome) { ended = std::move(outcome); };
    m_engine.service().start(std::move(request), &m_context, std::move(callbacks));
    [[maybe_unused]] const bool finished
        = QTest::qWaitFor([&] { return ended.has_value(); }, kPatienceMilliseconds);
    Q_ASSERT(finished);
    return *ended;
}

RunOutcome TestSession::run(const QByteArray& sql, FreshnessPolicy policy)
{
    QueryRequest asked = request(sql);
    asked.policy = policy;
    return run(std::move(asked));
}

Result<Schema> TestSession::schema()
{
    std::optional<Result<Schema>> loaded;
    m_engine.service().loadSchema(m_connection, &m_context, [&](const Result<SchemaPtr>& schema) {
        loaded = schema ? Result<Schema>(*schema.value()) : Result<Schema>(schema.error());
    });
    [[maybe_unused]] const bool finished
        = QTest::qWaitFor([&] { return loaded.has_value(); }, kPatienceMilliseconds);
    Q_ASSERT(finished);
    return *loaded;
}

Result<QString> TestSession::definition(const ObjectName& object)
{
    std::optional<Result<QString>> loaded;
    m_engine.service().loadDefinition(m_connection, object, &m_context,
        [&](Result<QString> definition) { loaded = std::move(definition); });
    [[maybe_unused]] const bool finished
        = QTest::qWaitFor([&] { return loaded.has_value(); }, kPatienceMilliseconds);
    Q_ASSERT(finished);
    return *loaded;
}

QByteArray TestSession::rows(const ResultPtr& result)
{
    if (!result)
        return "no result";
    QByteArrayList lines;
    for (qint64 row = 0; row < result->rowCount(); ++row) {
        QByteArrayList cells;
        for (int column = 0; column < result->columnCount(); ++column)
            cells << literalFromValue(valueOf(result->cell(row, column)));
        lines << cells.join(',');
    }
    return lines.join('\n');
}

} // namespace larder
