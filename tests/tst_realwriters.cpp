#include "tests/support/commitchain.h"
#include "tests/support/commitreader.h"
#include "tests/support/latetokenport.h"
#include "tests/support/sqlitefixture.h"
#include "tests/support/writerprocesses.h"
#include "tests/support/writersduration.h"

#include <QDeadlineTimer>
#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace larder;
using test::CommitReader;
using test::WriterProcesses;
namespace chain = test::commitchain;

namespace {

constexpr int kWriters = 4;

} // namespace

/// Larder's cache on a real SQLite file beside other programs that write to it.
class TestRealWriters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void servesOnlyWhatIsTrueBesideOtherWriters_data();
    void servesOnlyWhatIsTrueBesideOtherWriters();
    void findsTheFaultOfATokenThatIsReadAfterTheRows_data();
    void findsTheFaultOfATokenThatIsReadAfterTheRows();
};

void TestRealWriters::servesOnlyWhatIsTrueBesideOtherWriters_data()
{
    QTest::addColumn<QString>("journalMode");
    for (const char* mode : {"delete", "truncate", "persist", "wal"})
        QTest::newRow(mode) << QString::fromLatin1(mode);
}

void TestRealWriters::servesOnlyWhatIsTrueBesideOtherWriters()
{
    QFETCH(QString, journalMode);
    const SqliteFixture file("PRAGMA journal_mode=" + journalMode.toUtf8() + ';' + chain::kSchema);
    TestSession session(file.path());
    CommitReader reader(session.engine().service(), session.connection(), file.path());
    const qint64 first = reader.sequence();
    WriterProcesses writers(QStringLiteral(LARDER_WRITER), file.path(), journalMode, kWriters);
    std::mt19937 random{1}; // NOLINT: the same questions each time
    const QDeadlineTimer end(test::writersDuration());
    while (!end.hasExpired()) {
        std::vector<size_t> batch(1 + random() % 6);
        for (size_t& query : batch)
            query = random() % CommitReader::queries().size();
        reader.ask(batch);
    }
    const std::optional<WriterProcesses::Done> done = writers.stop();
    QVERIFY(done);
    const QString figures = QStringLiteral(
        "%1 hits, %2 reads, %3 errors; %4 commits, %5 rollbacks, %6 schema changes, %7 vacuums")
                                .arg(reader.hits())
                                .arg(reader.reads())
                                .arg(reader.errors())
                                .arg(done->commits)
                                .arg(done->rollbacks)
                                .arg(done->schemaChanges)
                                .arg(done->vacuums);
    qInfo("%s", qPrintable(figures));
    QVERIFY2(reader.violations().isEmpty(), qPrintable(reader.violations().mid(0, 5).join(u'\n')));
    QCOMPARE(reader.sequence() - first, qint64(done->commits));
    QVERIFY2(reader.hits() > 0 && reader.reads() > 0, qPrintable(figures));
    QVERIFY2(done->commits > 0 && done->rollbacks > 0, qPrintable(figures));
}

void TestRealWriters::findsTheFaultOfATokenThatIsReadAfterTheRows_data()
{
    QTest::addColumn<bool>("isLate");
    QTest::newRow("read after the rows") << true;
    QTest::newRow("read before the rows") << false;
}

// One commit, at the worst moment. With the port as it is, the same commit does no harm.
void TestRealWriters::findsTheFaultOfATokenThatIsReadAfterTheRows()
{
    QFETCH(bool, isLate);
    const SqliteFixture file(chain::kSchema);
    TestSession session(file.path());
    bool isCommitted = false;
    const auto commitOnce = [&] {
        if (!std::exchange(isCommitted, true))
            file.exec(QByteArray("BEGIN;") + chain::kNextCommit[0] + "COMMIT;");
    };
    const auto connection = test::openAgain(
        session, file.path(), isLate, {.sql = CommitReader::queries()[0], .plainRead = true}, commitOnce);
    QVERIFY(connection);
    CommitReader reader(session.engine().service(), *connection, file.path());
    reader.ask({0});
    commitOnce();
    reader.ask({0});
    reader.ask({0});
    QCOMPARE(reader.violations().isEmpty(), !isLate);
    QVERIFY(reader.hits() > 0);
    QCOMPARE(reader.errors(), 0);
}

QTEST_GUILESS_MAIN(TestRealWriters)
#include "tst_realwriters.moc"
