#pragma once

#include "app/sql/fetchoutcome.h"
#include "app/sql/odbccancellation.h"
#include "app/sql/odbccolumns.h"
#include "app/sql/odbcconnection.h"
#include "app/sql/resultseries.h"
#include "app/sql/rowspublisher.h"

#include <QElapsedTimer>

namespace larder {

/// Runs one statement of the user by ODBC itself, since Qt would rewrite its text, and collects its rows one
/// by one as the driver gives them, handing out snapshots on the way: the first as soon as there is something
/// to see, then at most 10 a second, of the first result alone where there are several. Lives in the thread
/// of the connection.
class OdbcFetcher
{
public:
    struct Job
    {
        const OdbcConnection* connection = nullptr;
        const Statement* statement = nullptr;
        RunId run = {};
        OdbcCancellation* cancellation = nullptr;
        std::function<void(ResultPtr)> arrived = {};
    };
    struct Outcome : FetchOutcome
    {
        QByteArray sqlState = {};
    };

    /// Rows go to @p storage.
    OdbcFetcher(Job job, std::shared_ptr<ResultStorage> storage);
    /// To be called once.
    [[nodiscard]] Outcome run();

private:
    void execute(OdbcStatement& statement);
    void prepare(OdbcStatement& statement) const;
    void takeResults(OdbcStatement& statement);
    void takeRows(OdbcStatement& statement, OdbcColumns columns);
    [[nodiscard]] bool takeRow(OdbcStatement& statement, const OdbcColumns& columns);
    void takeCount(const OdbcStatement& statement);
    void fail(const OdbcStatement& statement);
    [[nodiscard]] Outcome outcome();

    const Job m_job;
    RowsPublisher m_publisher;
    ResultSeries m_results;
    Outcome m_outcome;
    QElapsedTimer m_timer;
};

} // namespace larder
