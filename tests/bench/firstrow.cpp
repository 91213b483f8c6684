#include "tests/bench/firstrow.h"

#include "app/sql/databaseopener.h"
#include "tests/support/memorystorage.h"

#include <QCoreApplication>

namespace larder::bench {

namespace {

// As the window does.
void openToFirstRow(const ConnectionTarget& target)
{
    QObject context;
    std::unique_ptr<DatabasePort> port;
    bool arrived = false;
    openDatabase(target, std::make_shared<test::MemoryStorage>(), &context,
        [&](Result<std::unique_ptr<DatabasePort>> opened) {
            if (!opened)
                qFatal("bench: %s", qPrintable(errorText(opened.error())));
            port = std::move(opened.value());
            port->execute(
                RunId(1), {.sql = "SELECT * FROM t LIMIT 1", .plainRead = true}, [](const ResultPtr&) {},
                [&](const StatementOutcome& outcome) {
                    if (!outcome.result || outcome.result->rowCount() != 1)
                        qFatal("bench: no row");
                    arrived = true;
                });
        });
    while (!arrived)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

} // namespace

Measure compareFirstRows(const QString& name, const BenchSize& size, const std::function<void()>& bare,
    const ConnectionTarget& target)
{
    const std::vector<double> times = smallestTimes(size.rounds,
        {[&] { return wallNanoseconds(bare); },
            [&] { return wallNanoseconds([&] { openToFirstRow(target); }); }});
    return {name, times[1] / 1e6, QStringLiteral("ms"), times[0] / 1e6, times[1] / times[0]};
}

} // namespace larder::bench
