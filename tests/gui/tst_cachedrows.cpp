#include "tests/support/windowprogram.h"
#include "ui/inspector/cachedrowsdock.h"
#include "ui/inspector/entrydetaildock.h"
#include "ui/inspector/facttable.h"
#include "ui/inspector/sqlview.h"
#include "ui/panels.h"

#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QTest>
#include <QToolButton>

using namespace larder;

namespace {

const QByteArray kItems = "CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT);"
                          "INSERT INTO item VALUES (1,'tea'),(2,'salt'),(3,'oil'),(4,'rice');";
const QByteArray kAll = "/* cache: individual */ SELECT * FROM item";

/// The whole program on a database, with the panel open.
struct Program : test::WindowProgram
{
    Program() : WindowProgram(kItems)
    {
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        QTest::keyClick(&window(), Qt::Key_0, Qt::AltModifier);
        QTRY_VERIFY(dock().isVisible());
    }

    CachedRowsDock& dock() { return *window().findChild<CachedRowsDock*>(); }
    FactTable& table(const char* name) { return *dock().findChild<FactTable*>(QString::fromLatin1(name)); }
    QToolButton& button(const char* name)
    {
        return *dock().findChild<QToolButton*>(QString::fromLatin1(name));
    }
    QString value(const char* name, int line) { return table(name).facts()[size_t(line)].value; }
    int count(const char* name) { return int(table(name).facts().size()); }
    void choose(const char* name, int line)
    {
        table(name).setCurrentIndex(table(name).model()->index(line, 0));
    }
};

} // namespace

class TestCachedRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void saysWhyItIsEmpty()
    {
        Program program;
        QTRY_VERIFY(program.dock()
                        .findChild<QLabel*>(QStringLiteral("cachedRowsNote"))
                        ->text()
                        .startsWith(QStringLiteral("No rows are found by their keys yet")));
        QVERIFY(!program.button("expireRow").isEnabled());
    }

    void showsTablesRowsAndTheListsOfARow()
    {
        Program program;
        program.run(kAll);
        program.run("/* cache: individual */ SELECT id FROM item WHERE id < 3");
        QTRY_COMPARE(program.count("cachedTables"), 1);
        QTRY_COMPARE(program.count("cachedRows"), 4);
        QCOMPARE(program.table("cachedRows").facts()[1].name, QStringLiteral("id = 2"));
        QTRY_COMPARE(program.value("cachedRows", 1), QStringLiteral("in 2 lists"));
        program.choose("cachedRows", 1);
        QCOMPARE(program.count("cachedLists"), 2);
        QVERIFY(program.value("cachedLists", 0).startsWith(QStringLiteral("Proven")));
        program.choose("cachedRows", 3);
        QCOMPARE(program.count("cachedLists"), 1);
    }

    void expiresTheChosenRowOnly()
    {
        Program program;
        program.run(kAll);
        QTRY_COMPARE(program.count("cachedRows"), 4);
        program.choose("cachedRows", 1);
        QTest::mouseClick(&program.button("expireRow"), Qt::LeftButton);
        QTRY_COMPARE(program.value("cachedRows", 1), QStringLiteral("in 1 list · 1 is to ask for it again"));
        QCOMPARE(program.value("cachedRows", 0), QStringLiteral("in 1 list"));
        QVERIFY(program.value("cachedLists", 0).contains(QStringLiteral("asks for this row again")));
        program.run(kAll);
        QVERIFY(program.tab().status().provenance->source == Source::Partial);
        QTRY_COMPARE(program.value("cachedRows", 1), QStringLiteral("in 1 list"));
    }

    void findsARowByItsKey()
    {
        Program program;
        program.run(kAll);
        QTRY_COMPARE(program.count("cachedRows"), 4);
        QLineEdit& key = *program.dock().findChild<QLineEdit*>(QStringLiteral("rowKey"));
        QTest::keyClicks(&key, QStringLiteral("3"));
        QCOMPARE(program.count("cachedRows"), 1);
        QCOMPARE(program.table("cachedRows").facts()[0].name, QStringLiteral("id = 3"));
        QTest::keyClicks(&key, QStringLiteral("3"));
        QCOMPARE(program.count("cachedRows"), 0);
        key.clear();
        QCOMPARE(program.count("cachedRows"), 4);
    }

    void keepsTheChosenRowWhileOthersComeAndGo()
    {
        Program program;
        program.run("/* cache: individual */ SELECT * FROM item WHERE id > 2");
        QTRY_COMPARE(program.count("cachedRows"), 2);
        program.choose("cachedRows", 1);
        program.run("/* cache: individual */ SELECT * FROM item WHERE id < 2");
        QTRY_COMPARE(program.count("cachedRows"), 3);
        QCOMPARE(program.table("cachedRows").currentIndex().row(), 2);
        QCOMPARE(program.table("cachedRows").currentIndex().data().toString(), QStringLiteral("id = 4"));
    }

    void showsTheEntryOfAList()
    {
        Program program;
        program.run(kAll);
        QTRY_COMPARE(program.count("cachedRows"), 4);
        program.choose("cachedRows", 0);
        QVERIFY(!program.button("showRowEntry").isEnabled());
        program.choose("cachedLists", 0);
        QTest::mouseClick(&program.button("showRowEntry"), Qt::LeftButton);
        EntryDetailDock& detail = *program.window().findChild<EntryDetailDock*>();
        QTRY_VERIFY(detail.isVisible());
        QTRY_COMPARE(detail.findChild<SqlView*>()->sql(), kAll);
    }
};

QTEST_MAIN(TestCachedRows)
#include "tst_cachedrows.moc"
