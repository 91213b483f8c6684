#include "models/inspector/factlistmodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace larder;

namespace {

std::vector<Fact> factsOf(const QByteArray& names)
{
    std::vector<Fact> facts;
    facts.reserve(size_t(names.size()));
    for (const char name : names)
        facts.push_back({QString(QChar::fromLatin1(name)), QStringLiteral("v")});
    return facts;
}

/// A model that is watched.
struct Watched
{
    FactListModel model{{QStringLiteral("Fact"), QStringLiteral("Value")}};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
    QSignalSpy changed{&model, &QAbstractItemModel::dataChanged};
    QSignalSpy inserted{&model, &QAbstractItemModel::rowsInserted};
    QSignalSpy removed{&model, &QAbstractItemModel::rowsRemoved};
    QSignalSpy reset{&model, &QAbstractItemModel::modelReset};
};

} // namespace

class TestFactListModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsNamesValuesAndMarks()
    {
        Watched watched;
        watched.model.setFacts({{QStringLiteral("State"), QStringLiteral("proven"), FactMark::Good}});
        QCOMPARE(watched.model.index(0, 0).data().toString(), QStringLiteral("State"));
        QCOMPARE(watched.model.index(0, 1).data().toString(), QStringLiteral("proven"));
        QCOMPARE(watched.model.index(0, 1).data(Qt::AccessibleTextRole).toString(),
            QStringLiteral("State: proven"));
        QCOMPARE(watched.model.index(0, 1).data(FactListModel::MarkRole).toInt(), int(FactMark::Good));
        QCOMPARE(watched.model.headerData(1, Qt::Horizontal).toString(), QStringLiteral("Value"));
    }

    void announcesOnlyWhatComesAtTheEnd()
    {
        Watched watched;
        watched.model.setFacts(factsOf("abc"));
        watched.inserted.clear();
        watched.model.setFacts(factsOf("abcde"));
        QCOMPARE(watched.inserted.size(), 1);
        QCOMPARE(watched.inserted[0][1].toInt(), 3);
        QCOMPARE(watched.inserted[0][2].toInt(), 4);
        QCOMPARE(watched.changed.size(), 0);
    }

    void announcesTheOneLineThatChanged()
    {
        Watched watched;
        watched.model.setFacts(factsOf("abc"));
        watched.model.setFacts(factsOf("axc"));
        QCOMPARE(watched.changed.size(), 1);
        QCOMPARE(watched.changed[0][0].toModelIndex().row(), 1);
        QCOMPARE(watched.changed[0][1].toModelIndex().row(), 1);
    }

    void keepsAnIndexOfALineBehindOneThatGoes()
    {
        Watched watched;
        watched.model.setFacts(factsOf("abcd"));
        const QPersistentModelIndex last = watched.model.index(3, 0);
        watched.model.setFacts(factsOf("acd"));
        QCOMPARE(last.row(), 2);
        QCOMPARE(last.data().toString(), QStringLiteral("d"));
        QCOMPARE(watched.removed.size(), 1);
    }

    void showsWhatItWasGivenWhateverStoodThere()
    {
        Watched watched;
        QRandomGenerator random(1);
        for (int round = 0; round < 500; ++round) {
            QByteArray names;
            for (quint32 i = random.bounded(8U); i > 0; --i)
                names += char('a' + random.bounded(3));
            watched.model.setFacts(factsOf(names));
            QCOMPARE(watched.model.facts(), factsOf(names));
            QCOMPARE(watched.model.rowCount(), int(names.size()));
        }
        QCOMPARE(watched.reset.size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestFactListModel)
#include "tst_factlistmodel.moc"
