#include "models/inspector/flightmodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <map>

using namespace larder;
using namespace std::chrono_literals;

class TestFlightModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void tellsEveryColumn();
    void keepsIndexesOnTheirFlights();
};

void TestFlightModel::tellsEveryColumn()
{
    FlightModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setFlights({{.id = RunId(3),
        .leader = RunId(4),
        .database = QByteArray("sqlite") + '\0' + "1:2:/data/shop.db",
        .sql = "SELECT *\nFROM t",
        .followers = 2,
        .waiting = 3400ms,
        .rows = 12'345,
        .cancelled = true}});
    QStringList cells;
    for (int column = 0; column < FlightModel::kColumnCount; ++column)
        cells << model.index(0, column).data().toString();
    QCOMPARE(cells,
        (QStringList{QStringLiteral("SELECT * FROM t"), QStringLiteral("shop.db"), QStringLiteral("4"),
            QStringLiteral("2"), QStringLiteral("3.40 s"), QStringLiteral("12345"),
            QStringLiteral("is being cancelled")}));
}

void TestFlightModel::keepsIndexesOnTheirFlights()
{
    QRandomGenerator random(3);
    FlightModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    std::map<quint64, FlightInfo> flights;
    std::map<quint64, QPersistentModelIndex> indexes;
    for (int step = 0; step < 300; ++step) {
        std::erase_if(flights, [&](const auto&) { return random.bounded(4) == 0; });
        for (int i = random.bounded(4); i > 0; --i) {
            const quint64 id = random.bounded(1U, 60U);
            flights.try_emplace(id, FlightInfo{.id = RunId(id)});
        }
        std::vector<FlightInfo> shown;
        for (auto& [id, flight] : flights) {
            flight.waiting += 250ms;
            shown.push_back(flight);
        }
        model.setFlights(shown);
        QCOMPARE(size_t(model.rowCount()), shown.size());
        for (int row = 0; row < model.rowCount(); ++row)
            QVERIFY(model.flightAt(row) == shown[size_t(row)]);
        for (const auto& [id, index] : indexes) {
            QCOMPARE(index.isValid(), flights.contains(id));
            if (index.isValid())
                QCOMPARE(quint64(model.flightAt(index.row()).id), id);
        }
        indexes.clear();
        for (int row = 0; row < model.rowCount(); ++row)
            indexes.emplace(quint64(model.flightAt(row).id), model.index(row, 0));
    }
    QCOMPARE(resets.size(), 0);
}

QTEST_GUILESS_MAIN(TestFlightModel)
#include "tst_flightmodel.moc"
