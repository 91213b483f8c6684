#include "tests/support/latetokenport.h"

#include "app/sql/databaseopener.h"
#include "cache/handover.h"

#include <QTest>

namespace larder::test {

LateTokenPort::LateTokenPort(
    std::unique_ptr<DatabasePort> port, Statement statement, std::function<void()> between)
    : m_port(std::move(port))
    , m_statement(std::move(statement))
    , m_between(std::move(between))
{
}

LateTokenPort::~LateTokenPort() = default;

void LateTokenPort::execute(
    RunId /*run*/, Statement /*statement*/, RowsArrived /*arrived*/, StatementFinished finished)
{
    handOver(&m_loop, [this, finished = std::move(finished)] { finished(m_outcome); });
}

void LateTokenPort::readToken(TokenRead read)
{
    const auto fetched = [this, read = std::move(read)](StatementOutcome outcome) {
        m_outcome = std::move(outcome);
        m_between();
        m_port->readToken(read);
    };
    m_port->execute(
        RunId(0), m_statement, [](const ResultPtr&) {}, fetched);
}

std::optional<ConnectionId> openAgain(TestSession& session, const QString& address, bool isLate,
    const Statement& statement, const std::function<void()>& between)
{
    std::optional<ConnectionId> connection;
    QObject context;
    const auto target = parseConnectionTarget(address);
    openDatabase(target.value(), session.engine().storage(), &context,
        [&](Result<std::unique_ptr<DatabasePort>> opened) {
            if (!opened)
                return;
            std::unique_ptr<DatabasePort> port = std::move(opened.value());
            if (isLate)
                port = std::make_unique<LateTokenPort>(std::move(port), statement, between);
            connection = session.engine().service().addConnection(std::move(port));
        });
    (void)QTest::qWaitFor([&] { return connection.has_value(); });
    return connection;
}

} // namespace larder::test
