#include "tests/support/latetokenport.h"

#include "cache/handover.h"

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

} // namespace larder::test
