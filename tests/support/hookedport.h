#pragma once

#include "cache/databaseport.h"

namespace larder::test {

/// Another port, and what happens around one of its statements.
class HookedPort final : public DatabasePort
{
public:
    using Hook = std::function<void()>;

    explicit HookedPort(std::unique_ptr<DatabasePort> port) : m_port(std::move(port)) { }

    /// Once: @p before comes when the next statement is about to be sent, @p after when it has ended and
    /// nobody has heard of that.
    void aroundNext(Hook before, Hook after)
    {
        m_before = std::move(before);
        m_after = std::move(after);
    }

    [[nodiscard]] ConnectionIdentity identity() const override { return m_port->identity(); }
    [[nodiscard]] SqlDialect dialect() const override { return m_port->dialect(); }
    [[nodiscard]] SessionState openedSession() const override { return m_port->openedSession(); }
    void execute(RunId run, Statement statement, RowsArrived arrived, StatementFinished finished) override
    {
        if (const Hook before = std::exchange(m_before, {}))
            before();
        const auto ended
            = [after = std::exchange(m_after, {}), finished = std::move(finished)](StatementOutcome outcome) {
                  if (after)
                      after();
                  finished(std::move(outcome));
              };
        m_port->execute(run, std::move(statement), std::move(arrived), ended);
    }
    void cancel(RunId run) override { m_port->cancel(run); }
    void readToken(TokenRead read) override { m_port->readToken(std::move(read)); }
    void loadSchema(SchemaLoaded loaded) override { m_port->loadSchema(std::move(loaded)); }
    void loadDefinition(const ObjectName& object, DefinitionLoaded loaded) override
    {
        m_port->loadDefinition(object, std::move(loaded));
    }

private:
    const std::unique_ptr<DatabasePort> m_port;
    Hook m_before;
    Hook m_after;
};

} // namespace larder::test
