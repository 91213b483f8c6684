#include "tests/support/larderprogram.h"
#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"
#include "ui/querytab.h"
#include "ui/resultpane.h"
#include "ui/sqleditor.h"

#include <QFile>
#include <QLabel>
#include <QRegularExpression>
#include <QTest>

#include <sqlite3.h>

using namespace larder;
using namespace larder::test;

namespace {

constexpr qint64 kPageBytes = 4'096;
constexpr qint64 kRows = 2'000;
const QByteArray kAll = "SELECT id, name FROM item";

/// A file of some thirty pages whose table is in the order of its ids.
const QByteArray kItems
    = "PRAGMA page_size = 4096;"
      "CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT);"
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
      "INSERT INTO item SELECT i, printf('item number %d of the larder, on the shelf', i) "
      "FROM n;";

void overwrite(const QString& path, qint64 offset, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.size() > offset + bytes.size());
    QVERIFY(file.seek(offset));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// Where the page in the middle of @p path begins, which holds rows.
qint64 middleOf(const QString& path)
{
    return QFile(path).size() / kPageBytes / 2 * kPageBytes;
}

struct Bare
{
    qint64 rows = 0;
    int code = SQLITE_OK;
    QString message;
};

/// What the library itself gives for kAll; what a program shows that does not look at the last code.
Bare readBare(const QString& path)
{
    Bare bare;
    sqlite3* handle = nullptr;
    sqlite3_open_v2(QFile::encodeName(path).constData(), &handle, SQLITE_OPEN_READONLY, nullptr);
    sqlite3_stmt* statement = nullptr;
    bare.code = sqlite3_prepare_v2(handle, kAll.constData(), -1, &statement, nullptr);
    if (bare.code == SQLITE_OK) {
        while ((bare.code = sqlite3_step(statement)) == SQLITE_ROW)
            ++bare.rows;
    }
    bare.message = QString::fromUtf8(sqlite3_errmsg(handle));
    sqlite3_finalize(statement);
    sqlite3_close(handle);
    return bare;
}

Ended runQuery(const QString& path)
{
    return runLarder({QStringLiteral("query"), path, QString::fromUtf8(kAll), QStringLiteral("--format"),
        QStringLiteral("csv")});
}

} // namespace

/// The rows before a damaged page are shown and the error beside them: never the rows alone.
class TestDamagedDatabase final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void thePortGivesTheRowsBeforeAndTheError_data() { damages(); }
    void thePortGivesTheRowsBeforeAndTheError();
    void theTabShowsTheRowsBeforeAndTheError_data() { damages(); }
    void theTabShowsTheRowsBeforeAndTheError();
    void aScriptGetsTheRowsBeforeAndFails_data() { damages(); }
    void aScriptGetsTheRowsBeforeAndFails();
    void aWholeResultIsNotServedOnceThePageIsDamaged();
    void aFileThatIsCutOffGivesNoRows_data();
    void aFileThatIsCutOffGivesNoRows();

private:
    static void damages();
    void damage();

    std::unique_ptr<SqliteFixture> m_file;
};

void TestDamagedDatabase::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    m_file = std::make_unique<SqliteFixture>(kItems);
    const Bare whole = readBare(m_file->path());
    QCOMPARE(whole.rows, kRows);
    QCOMPARE(whole.code, SQLITE_DONE);
}

void TestDamagedDatabase::damages()
{
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("a page of zeros") << qint64(0) << QByteArray(kPageBytes, '\0');
    QTest::newRow("a page of noise") << qint64(0) << QByteArray(kPageBytes, '\xa5');
    QTest::newRow("two pages of noise") << qint64(0) << QByteArray(2 * kPageBytes, '\xff');
    QTest::newRow("a page that is said to be empty") << qint64(3) << QByteArray(2, '\0');
    QTest::newRow("noise among the rows of a page") << qint64(2'000) << QByteArray(600, '\xff');
}

void TestDamagedDatabase::damage()
{
    QFETCH(qint64, offset);
    QFETCH(QByteArray, bytes);
    overwrite(m_file->path(), middleOf(m_file->path()) + offset, bytes);
}

void TestDamagedDatabase::thePortGivesTheRowsBeforeAndTheError()
{
    damage();
    const Bare bare = readBare(m_file->path());
    QCOMPARE(bare.code, SQLITE_CORRUPT);
    QVERIFY(bare.rows > 500 && bare.rows < 1'500);
    TestSession session(m_file->path());
    QVERIFY(!session.error());
    const RunOutcome outcome = session.run(kAll);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->why, bare.message);
    QVERIFY(!outcome.error->advice.isEmpty());
    QCOMPARE(outcome.result->rowCount(), bare.rows);
    QCOMPARE(outcome.result->completeness(), Completeness::Failed);
    for (qint64 row = 0; row < bare.rows; ++row)
        QCOMPARE(outcome.result->cell(row, 0).integer, row + 1);
    QVERIFY(session.engine().cache().entries().empty());
}

void TestDamagedDatabase::theTabShowsTheRowsBeforeAndTheError()
{
    damage();
    const Bare bare = readBare(m_file->path());
    TestSession session(m_file->path());
    QueryTab tab(session.engine().service());
    tab.setConnection(ConnectionInfo{
        session.connection(), QStringLiteral("test.sqlite"), QStringLiteral("SQLite"), m_file->path()});
    tab.show();
    tab.editor().setUtf8Text(kAll);
    // The second time, nothing may come from the cache.
    for (int run = 0; run < 2; ++run) {
        tab.runStatement();
        QTRY_VERIFY(!tab.status().busy);
        QCOMPARE(tab.pane().rows().rowCount(), bare.rows);
        QCOMPARE(tab.status().message, QStringLiteral("Error"));
        QVERIFY(!tab.status().provenance);
        const auto* const note = tab.findChild<QLabel*>(QStringLiteral("resultNote"));
        QVERIFY(note->isVisible());
        QVERIFY2(note->text().contains(QStringLiteral("Incomplete")) && note->text().contains(bare.message),
            qPrintable(note->text()));
        QVERIFY(session.engine().cache().entries().empty());
    }
}

void TestDamagedDatabase::aScriptGetsTheRowsBeforeAndFails()
{
    damage();
    const Bare bare = readBare(m_file->path());
    const Ended ended = runQuery(m_file->path());
    QCOMPARE(ended.exitCode, 1);
    // And the line of names.
    QCOMPARE(ended.output.count('\n'), bare.rows + 1);
    QVERIFY2(ended.errors.contains(bare.message.toUtf8()), ended.errors.constData());
}

// Nobody committed: only the file's time of change tells.
void TestDamagedDatabase::aWholeResultIsNotServedOnceThePageIsDamaged()
{
    TestSession session(m_file->path());
    QVERIFY(!session.run(kAll).error);
    QCOMPARE(session.engine().cache().entries().size(), size_t(1));
    overwrite(m_file->path(), middleOf(m_file->path()), QByteArray(kPageBytes, '\0'));
    const RunOutcome outcome = session.run(kAll);
    QVERIFY(outcome.error);
    QVERIFY(outcome.result->rowCount() < kRows);
    QVERIFY(session.engine().cache().entries().empty());
}

void TestDamagedDatabase::aFileThatIsCutOffGivesNoRows_data()
{
    QTest::addColumn<qint64>("kept");
    QTest::newRow("between two pages") << 20 * kPageBytes;
    QTest::newRow("within a page") << 20 * kPageBytes + 1'000;
    QTest::newRow("after the first page") << kPageBytes;
}

// SQLite compares the size with the header first, so that no row comes at all.
void TestDamagedDatabase::aFileThatIsCutOffGivesNoRows()
{
    QFETCH(qint64, kept);
    QVERIFY(QFile::resize(m_file->path(), kept));
    QCOMPARE(readBare(m_file->path()).code, SQLITE_CORRUPT);
    TestSession session(m_file->path());
    const std::optional<Error> error = session.error() ? session.error() : session.run(kAll).error;
    QVERIFY(error);
    QVERIFY2(errorText(*error).contains(QStringLiteral("malformed")), qPrintable(errorText(*error)));
    QVERIFY(session.engine().cache().entries().empty());
    const Ended ended = runQuery(m_file->path());
    QCOMPARE(ended.exitCode, 1);
    QCOMPARE(ended.output, QByteArray());
    QVERIFY2(ended.errors.contains("malformed"), ended.errors.constData());
}

QTEST_MAIN(TestDamagedDatabase)
#include "tst_damageddatabase.moc"
