#include "ui/writequestion.h"

#include <QApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>
#include <QTimer>

using namespace larder;

namespace {

/// What the box says that is answered with the button @p answer, or with its default.
struct Answer
{
    explicit Answer(const QString& answer)
    {
        QTimer::singleShot(0, qApp, [this, answer] {
            const auto* const box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            if (!box)
                return;
            text = box->text();
            for (QAbstractButton* const button : box->buttons()) {
                if (answer.isEmpty() ? button == box->defaultButton() : button->text() == answer)
                    button->click();
            }
        });
    }

    QString text = {};
};

} // namespace

class TestWriteQuestion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void asksBeforeAllRowsAreChanged_data();
    void asksBeforeAllRowsAreChanged();
    void theDefaultIsTheSafeButton();
    void namesAllOfThem();
    void asksNothingElse_data();
    void asksNothingElse();
    void asksBeforeEachChangeOfAProductionDatabase_data();
    void asksBeforeEachChangeOfAProductionDatabase();
};

void TestWriteQuestion::asksBeforeAllRowsAreChanged_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QString>("text");
    const QString changes = QStringLiteral("UPDATE without WHERE changes all rows of orders.");
    const QString removes = QStringLiteral("DELETE without WHERE removes all rows of orders.");
    QTest::newRow("update") << QByteArray("UPDATE orders SET a = 1") << changes;
    QTest::newRow("delete") << QByteArray("delete from orders;") << removes;
    QTest::newRow("a WHERE in a comment") << QByteArray("DELETE FROM orders -- WHERE id = 1") << removes;
    QTest::newRow("a WHERE inside") << QByteArray("UPDATE orders SET a = (SELECT b FROM c WHERE d)")
                                    << changes;
    QTest::newRow("behind WITH") << QByteArray("WITH x AS (SELECT 1 WHERE 1) DELETE FROM orders") << removes;
}

void TestWriteQuestion::asksBeforeAllRowsAreChanged()
{
    QFETCH(QByteArray, sql);
    const Answer go(QStringLiteral("Run it"));
    QVERIFY(mayRun({sql}, SqlDialect::Sqlite, false, nullptr));
    QTEST(go.text, "text");
    const Answer cancel(QStringLiteral("Cancel"));
    QVERIFY(!mayRun({sql}, SqlDialect::Sqlite, false, nullptr));
}

void TestWriteQuestion::theDefaultIsTheSafeButton()
{
    const Answer byDefault({});
    QVERIFY(!mayRun({"DELETE FROM t"}, SqlDialect::Sqlite, false, nullptr));
    QVERIFY(!byDefault.text.isEmpty());
}

void TestWriteQuestion::namesAllOfThem()
{
    const Answer answer({});
    QVERIFY(!mayRun(
        {"DELETE FROM a", "SELECT 1", "UPDATE \"<b>\" SET c = 1"}, SqlDialect::Sqlite, false, nullptr));
    QCOMPARE(answer.text,
        QStringLiteral("DELETE without WHERE removes all rows of a.\n"
                       "UPDATE without WHERE changes all rows of <b>."));
}

void TestWriteQuestion::asksNothingElse_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("bounded") << QByteArray("DELETE FROM t WHERE true");
    QTest::newRow("read") << QByteArray("SELECT * FROM t");
    QTest::newRow("insert") << QByteArray("INSERT INTO t VALUES (1) ON CONFLICT DO UPDATE SET a = 1");
    QTest::newRow("plan") << QByteArray("EXPLAIN DELETE FROM t");
    QTest::newRow("trigger") << QByteArray("CREATE TRIGGER x AFTER INSERT ON t BEGIN DELETE FROM u; END");
}

void TestWriteQuestion::asksNothingElse()
{
    QFETCH(QByteArray, sql);
    const Answer answer(QStringLiteral("Cancel"));
    QVERIFY(mayRun({sql}, SqlDialect::Sqlite, false, nullptr));
    QCoreApplication::processEvents();
    QCOMPARE(answer.text, QString());
}

void TestWriteQuestion::asksBeforeEachChangeOfAProductionDatabase_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QString>("text");
    const QString begin = QStringLiteral("On a production database: ");
    QTest::newRow("insert") << QByteArray("INSERT INTO t\nVALUES (1)")
                            << begin + QStringLiteral("INSERT INTO t\u21B5VALUES (1)");
    QTest::newRow("bounded") << QByteArray("DELETE FROM t WHERE a = 1")
                             << begin + QStringLiteral("DELETE FROM t WHERE a = 1");
    QTest::newRow("schema") << QByteArray("DROP TABLE t") << begin + QStringLiteral("DROP TABLE t");
    QTest::newRow("function") << QByteArray("SELECT unknown()") << begin + QStringLiteral("SELECT unknown()");
    QTest::newRow("unbounded") << QByteArray("DELETE FROM t")
                               << QStringLiteral("DELETE without WHERE removes all rows of t.");
    QTest::newRow("read") << QByteArray("SELECT * FROM t") << QString();
    QTest::newRow("transaction") << QByteArray("ROLLBACK") << QString();
}

void TestWriteQuestion::asksBeforeEachChangeOfAProductionDatabase()
{
    QFETCH(QByteArray, sql);
    QFETCH(QString, text);
    const Answer byDefault({});
    QCOMPARE(mayRun({sql}, SqlDialect::PostgreSql, true, nullptr), text.isEmpty());
    QCoreApplication::processEvents();
    QCOMPARE(byDefault.text, text);
}

QTEST_MAIN(TestWriteQuestion)
#include "tst_writequestion.moc"
