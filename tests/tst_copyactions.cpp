#include "ui/copyactions.h"

#include "models/formname.h"
#include "tests/support/results.h"
#include "ui/gridclipboard.h"
#include "ui/resultpane.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

constexpr qint64 kLimit = 10'000;

/// A pane on screen whose cells are all selected.
struct Bench
{
    explicit Bench(const ResultPtr& result) : copies(new CopyActions(pane))
    {
        pane.clipboard().setLimitBytes(kLimit);
        pane.resize(600, 300);
        pane.showRows(result);
        pane.show();
        pane.activateWindow();
        pane.setFocus();
        QTest::keyClick(pane.focusProxy(), Qt::Key_A, Qt::ControlModifier);
        menu.addAction(QStringLiteral("Copy"));
        menu.addAction(QStringLiteral("Copy with headers"));
        menu.addAction(QStringLiteral("Filter"));
        Q_EMIT pane.cellMenuRequested(&menu);
    }

    QMenu& forms() { return *menu.findChild<QMenu*>(); }
    QByteArray copiedBy(const QString& text)
    {
        QGuiApplication::clipboard()->setText(QStringLiteral("before"));
        for (QAction* const action : forms().actions()) {
            if (action->text() == text)
                action->trigger();
        }
        return QGuiApplication::clipboard()->text().toUtf8();
    }

    ResultPane pane;
    CopyActions* copies;
    QMenu menu;
};

ResultPtr twoRows()
{
    return resultOf(
        {QStringLiteral("id"), QStringLiteral("name")}, {{qint64(1), text("a\tb")}, {{}, text("")}});
}

} // namespace

class TestCopyActions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void menuStandsBehindTheOtherCopies();
    void copiesInEachForm_data();
    void copiesInEachForm();
    void clipboardHasTheTypeOfTheForm();
    void keyCopiesAsSql();
    void copiesTheSqlOfTheDatabase();
    void tooMuchIsSaidAndOfferedAsAnExport();
    void plainCopyThatIsTooLargeIsOfferedAsAnExport();
    void withoutASelectionNothingIsCopied();
};

void TestCopyActions::menuStandsBehindTheOtherCopies()
{
    Bench bench(twoRows());
    QCOMPARE(bench.menu.actions().size(), 4);
    QCOMPARE(bench.menu.actions()[2]->text(), QStringLiteral("Copy as"));
    QCOMPARE(bench.menu.actions()[3]->text(), QStringLiteral("Filter"));
    QCOMPARE(bench.forms().actions().size(), 8);
}

void TestCopyActions::copiesInEachForm_data()
{
    QTest::addColumn<QByteArray>("copied");
    QTest::newRow("Tab-separated") << QByteArray("1\t\"a\tb\"\n\t\"\"\n");
    QTest::newRow("Tab-separated, with headers") << QByteArray("id\tname\n1\t\"a\tb\"\n\t\"\"\n");
    QTest::newRow("CSV") << QByteArray("id,name\n1,a\tb\n,\"\"\n");
    QTest::newRow("JSON") << QByteArray("[{\"id\":1,\"name\":\"a\\tb\"},\n{\"id\":null,\"name\":\"\"}]\n");
    QTest::newRow("JSON lines") << QByteArray("{\"id\":1,\"name\":\"a\\tb\"}\n{\"id\":null,\"name\":\"\"}\n");
    QTest::newRow("Markdown table") << QByteArray(
        "| id | name |\n| --- | --- |\n| 1 | a&#9;b |\n| *NULL* |  |\n");
    QTest::newRow("SQL INSERT") << QByteArray(
        "INSERT INTO \"result\" (\"id\", \"name\") VALUES\n(1, 'a\tb'),\n(NULL, '');\n");
}

void TestCopyActions::copiesInEachForm()
{
    QFETCH(QByteArray, copied);
    Bench bench(twoRows());
    QCOMPARE(bench.copiedBy(QString::fromLatin1(QTest::currentDataTag())), copied);
}

void TestCopyActions::clipboardHasTheTypeOfTheForm()
{
    Bench bench(resultOf({QStringLiteral("a")}, {{text("\xff")}}));
    (void)bench.copiedBy(QStringLiteral("HTML table"));
    const QMimeData* const html = QGuiApplication::clipboard()->mimeData();
    QVERIFY(html->hasHtml());
    QVERIFY(html->html().contains(QStringLiteral("<code>CAST(x'ff' AS TEXT)</code>")));
    QVERIFY(html->text().startsWith(QStringLiteral("<!DOCTYPE html>")));
    // Bytes that text can't have are in the data of the form.
    (void)bench.copiedBy(QStringLiteral("CSV"));
    QCOMPARE(
        QGuiApplication::clipboard()->mimeData()->data(QStringLiteral("text/csv")), QByteArray("a\n\xff\n"));
}

void TestCopyActions::copiesTheSqlOfTheDatabase()
{
    Bench bench(resultOf({QStringLiteral("b")}, {{blob("a")}}));
    const auto copied = [&bench] { return bench.copiedBy(QStringLiteral("SQL INSERT")); };
    QVERIFY(copied().contains("(x'61')"));
    bench.copies->setDialect(SqlDialect::PostgreSql);
    QVERIFY(copied().contains("('\\x61'::bytea)"));
}

void TestCopyActions::keyCopiesAsSql()
{
    Bench bench(twoRows());
    QVERIFY(QTest::qWaitForWindowActive(&bench.pane));
    QGuiApplication::clipboard()->clear();
    QTest::keyClick(bench.pane.focusProxy(), Qt::Key_C, Qt::ControlModifier | Qt::AltModifier);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("INSERT INTO")));
}

void TestCopyActions::tooMuchIsSaidAndOfferedAsAnExport()
{
    Bench bench(resultOf({QStringLiteral("t")}, {{text(QByteArray(kLimit, 'x'))}, {text("y")}}));
    QSignalSpy asked(bench.copies, &CopyActions::exportRequested);
    QCOMPARE(bench.copiedBy(QStringLiteral("CSV")), QByteArray("before"));
    auto* const box = bench.pane.findChild<QMessageBox*>(QStringLiteral("copyTooLarge"));
    QVERIFY(box);
    QVERIFY2(box->text().contains(QStringLiteral("needs more than 9.8 kB")), qPrintable(box->text()));
    for (QAbstractButton* const button : box->buttons()) {
        if (box->buttonRole(button) == QMessageBox::AcceptRole)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(asked.size(), 1);
    QCOMPARE(int(asked[0][0].value<RowForm>().format), int(RowFormat::Csv));
}

void TestCopyActions::plainCopyThatIsTooLargeIsOfferedAsAnExport()
{
    Bench bench(resultOf({QStringLiteral("t")}, {{text(QByteArray(kLimit, 'x'))}, {text("y")}}));
    QTest::keyClick(bench.pane.focusProxy(), Qt::Key_C, Qt::ControlModifier);
    QVERIFY(bench.pane.findChild<QMessageBox*>(QStringLiteral("copyTooLarge")));
}

void TestCopyActions::withoutASelectionNothingIsCopied()
{
    Bench bench(emptyResult());
    QCOMPARE(bench.copiedBy(QStringLiteral("CSV")), QByteArray("before"));
}

QTEST_MAIN(TestCopyActions)
#include "tst_copyactions.moc"
