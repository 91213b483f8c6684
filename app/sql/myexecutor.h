#pragma once

#include "app/sql/mychannel.h"
#include "app/sql/myfetcher.h"
#include "app/sql/mysession.h"
#include "app/sql/statementworker.h"
#include "cache/resultstorage.h"

namespace larder {

/// Runs statements on a server of MariaDB or MySQL, one after the other: reads that may be kept over one
/// connection, which can't write, all else over a second one that is opened when it is first needed. Lives in
/// the worker's thread.
class MyExecutor final : public StatementWorker
{
    Q_OBJECT

public:
    MyExecutor(DatabaseServer server, std::shared_ptr<ResultStorage> storage);
    ~MyExecutor() override;

    [[nodiscard]] std::optional<Error> open() override;
    [[nodiscard]] std::optional<ConnectionIdentity> identity() const override;
    [[nodiscard]] SessionState session() const override;
    [[nodiscard]] bool isSessionLost() const override;
    [[nodiscard]] StatementOutcome execute(
        RunId run, const Statement& statement, const DatabasePort::RowsArrived& arrived) override;
    [[nodiscard]] Result<Schema> loadSchema() override;
    [[nodiscard]] Result<QString> loadDefinition(const ObjectName& object) override;

private:
    /// What is to be run, and how.
    struct Job
    {
        RunId run = {};
        const Statement* statement = nullptr;
        const DatabasePort::RowsArrived* arrived = nullptr;
        SqlClassification classification = {};
    };

    /// False if the statement did not run and is for the writer.
    [[nodiscard]] bool read(const Job& job, StatementOutcome& outcome);
    void write(const Job& job, StatementOutcome& outcome);
    [[nodiscard]] MyFetcher::Outcome fetch(const Job& job, MyChannel& channel, StatementOutcome& outcome);
    [[nodiscard]] std::optional<Error> prepareWriter(const Job& job);
    [[nodiscard]] std::optional<Error> ensure(
        std::unique_ptr<MyChannel>& channel, MyChannel::Use use, ServerPatience& patience);
    /// Lets go of connections that were found to be lost.
    void dropLost();
    /// The same before anything is sent, of those that the server has ended meanwhile.
    void dropEnded();

    const DatabaseServer m_server;
    const std::shared_ptr<ResultStorage> m_storage;
    std::unique_ptr<MyChannel> m_reader;
    std::unique_ptr<MyChannel> m_writer;
    /// Of the reader, also after it is lost.
    MySettings m_settings;
    MySession m_session;
    /// What the next outcome is to tell of that.
    QString m_told;
};

} // namespace larder
