// How a program uses the cache: open a database, ask it twice, expire, ask again.
#include "app/engine.h"
#include "app/sql/databaseopener.h"
#include "cache/session.h"

#include <QCoreApplication>
#include <QTextStream>

using namespace larder;

int main(int argc, char** argv)
{
    const QCoreApplication program(argc, argv);
    Engine engine;
    QObject context;
    openDatabase(parseConnectionTarget(program.arguments().value(1)).value(), engine.storage(), &context,
        [&](auto port) {
            if (!port) {
                QTextStream(stderr) << errorText(port.error()) << '\n';
                QCoreApplication::exit(1);
                return;
            }
            const Session session(engine.service(), engine.service().addConnection(std::move(port.value())));
            Query orders
                = session.query("SELECT * FROM orders WHERE customer_id = ?").bind(qint64(7)).cacheAll();
            const auto tell = [&](const RunOutcome& answer) {
                QTextStream(stdout) << answer.result->rowCount() << " rows, "
                                    << sourceName(answer.provenance.source) << ", "
                                    << freshnessName(answer.provenance.freshness) << '\n';
            };
            tell(orders.all()); // the database answers, and the rows are stored
            tell(orders.all()); // the cache answers, after the database said that nothing changed
            orders.expire();
            tell(orders.all()); // the database again
            QCoreApplication::quit();
        });
    return QCoreApplication::exec();
}
