#include "models/inspector/cacheeventmodel.h"
#include "tests/support/windowprogram.h"
#include "ui/inspector/cacheentriesdock.h"
#include "ui/inspector/cacheeventsdock.h"
#include "ui/inspector/cacheeventstable.h"
#include "ui/inspector/eventkindsmenu.h"
#include "ui/panels.h"

#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace larder;

namespace {

using Column = CacheEventModel::Column;

/// The whole program on a database, with the panel in view.
struct Program : test::WindowProgram
{
    Program()
        : WindowProgram(
            "CREATE TABLE t(id INTEGER PRIMARY KEY, v); INSERT INTO t VALUES (1, 1), (2, 2), (3, 3);")
    {
        window().activateWindow();
        window().panels().goTo(dock());
    }

    CacheEventsDock& dock() { return *window().findChild<CacheEventsDock*>(); }
    CacheEventsTable& table() { return *dock().findChild<CacheEventsTable*>(); }
    EventLog& log() { return application.engine().cache().events(); }
    void click(const char* name)
    {
        QTest::mouseClick(dock().findChild<QToolButton*>(QString::fromLatin1(name)), Qt::LeftButton);
    }
    QString standing() { return dock().findChild<QLabel*>(QStringLiteral("cacheEventsStanding"))->text(); }
    QLineEdit& filter() { return *dock().findChild<QLineEdit*>(QStringLiteral("cacheEventFilter")); }
    QString cell(int row, Column column)
    {
        return table().model()->index(row, int(column)).data().toString();
    }
    /// The texts of the events, once the list has all of them.
    QStringList events()
    {
        QStringList texts;
        const auto isUpToDate = [this] {
            const int rows = table().model()->rowCount();
            return rows > 0 && cell(rows - 1, Column::Number).toULongLong() == log().lastNumber();
        };
        if (!QTest::qWaitFor(isUpToDate))
            return {QStringLiteral("not up to date")};
        for (int row = 0; row < table().model()->rowCount(); ++row)
            texts << cell(row, Column::Event);
        return texts;
    }
    void select(int row, Column column) { table().setCurrentIndex(table().model()->index(row, int(column))); }
};

} // namespace

class TestEventsPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void tellsWhatHappens();
    void pausesAndGoesOn();
    void filtersByWordsAndKinds();
    void stopsWhenToldTo();
    void goesToTheEntryAndToTheCause();
    void savesAndCopies();
    void followsTheEndOnlyFromThere();
    void neverComesToTheFrontByItself();
    void everyControlHasAName();
    void keepsUpWithAThousandEventsASecond();
};

void TestEventsPanel::tellsWhatHappens()
{
    Program program;
    program.runWell("SELECT * FROM t");
    program.runWell("SELECT * FROM t");
    program.runWell("UPDATE t SET v = 9 WHERE id = 1");
    const QStringList events = program.events();
    for (const char* const text :
        {"Miss", "Stored", "Hit, proven fresh", "Table changed", "Removed", "Bypass"})
        QVERIFY2(events.contains(QLatin1String(text)), qPrintable(events.join(u',')));
    const int miss = int(events.indexOf(QStringLiteral("Miss")));
    QCOMPARE(program.cell(miss, Column::Reason), QStringLiteral("first time seen"));
    const int stored = int(events.lastIndexOf(QStringLiteral("Stored")));
    QVERIFY(!program.cell(stored, Column::Bytes).isEmpty());
    QCOMPARE(program.cell(stored, Column::Connection), QStringLiteral("test.sqlite"));
    const int removed = int(events.lastIndexOf(QStringLiteral("Removed")));
    QCOMPARE(program.cell(removed, Column::Cause),
        program.cell(int(events.lastIndexOf(QStringLiteral("Table changed"))), Column::Number));
    for (const char* const timed : {"Stored", "Proven", "Hit, proven fresh"})
        QVERIFY(!program.cell(int(events.lastIndexOf(QLatin1String(timed))), Column::Duration).isEmpty());
    QCOMPARE(program.cell(removed, Column::Duration), QString());
    QVERIFY(program.standing().contains(QStringLiteral("events")));
}

void TestEventsPanel::pausesAndGoesOn()
{
    Program program;
    program.runWell("SELECT * FROM t");
    const auto before = program.events().size();
    program.click("pauseEventsButton");
    program.runWell("SELECT id FROM t");
    QTRY_VERIFY2(QRegularExpression(QStringLiteral("^Paused · [1-9][0-9]* came meanwhile"))
                     .match(program.standing())
                     .hasMatch(),
        qPrintable(program.standing()));
    QCOMPARE(qsizetype(program.table().model()->rowCount()), before);
    QCOMPARE(program.dock().findChild<QToolButton*>(QStringLiteral("pauseEventsButton"))->text(),
        QStringLiteral("Go on"));
    program.click("pauseEventsButton");
    QVERIFY(program.events().size() > before);
    QVERIFY(!program.standing().contains(QStringLiteral("Paused")));
}

void TestEventsPanel::filtersByWordsAndKinds()
{
    Program program;
    program.runWell("SELECT * FROM t");
    program.runWell("SELECT id FROM t");
    program.runWell("SELECT id FROM t");
    QVERIFY(program.events().contains(QStringLiteral("Miss")));
    program.filter().setText(QStringLiteral("select ID"));
    QTRY_COMPARE(program.cell(0, Column::Sql), QStringLiteral("SELECT id FROM t"));
    auto& kinds = *program.dock().findChild<EventKindsMenu*>();
    const auto trigger = [&kinds](const QString& text) {
        for (QAction* const action : kinds.actions()) {
            if (action->text() == text)
                action->trigger();
        }
    };
    trigger(QStringLiteral("None"));
    QTRY_COMPARE(program.table().model()->rowCount(), 0);
    QCOMPARE(program.dock().findChild<QLabel*>(QStringLiteral("cacheEventsHint"))->text(),
        QStringLiteral("No event matches the filter."));
    trigger(QStringLiteral("Hit"));
    QTRY_COMPARE(program.table().model()->rowCount(), 1);
    QCOMPARE(program.cell(0, Column::Event), QStringLiteral("Hit, proven fresh"));
    trigger(QStringLiteral("Runs only"));
    QTRY_COMPARE(program.table().model()->rowCount(), 2);
    trigger(QStringLiteral("All"));
    program.filter().setText(QStringLiteral("entry:99999"));
    QTRY_COMPARE(program.table().model()->rowCount(), 0);
    program.filter().clear();
    QVERIFY(program.events().size() > 4);
}

void TestEventsPanel::stopsWhenToldTo()
{
    Program program;
    program.runWell("SELECT * FROM t");
    QVERIFY(!program.events().isEmpty());
    program.click("stopWhenButton");
    auto* const kind = program.dock().findChild<QComboBox*>(QStringLiteral("eventStopKind"));
    QVERIFY(kind->isVisible());
    kind->setCurrentText(QStringLiteral("Miss"));
    program.dock().findChild<QLineEdit*>(QStringLiteral("eventStopWords"))->setText(QStringLiteral("max"));
    program.runWell("SELECT id FROM t");
    program.runWell("SELECT max(id) FROM t");
    QTRY_VERIFY2(
        program.standing().startsWith(QStringLiteral("Stopped at event ")), qPrintable(program.standing()));
    const int last = program.table().model()->rowCount() - 1;
    QCOMPARE(program.cell(last, Column::Event), QStringLiteral("Miss"));
    QCOMPARE(program.cell(last, Column::Sql), QStringLiteral("SELECT max(id) FROM t"));
    QCOMPARE(program.table().currentIndex().row(), last);
    QVERIFY(program.table().selectionModel()->isRowSelected(last, {}));
    program.click("stopWhenButton");
    program.click("pauseEventsButton");
    QVERIFY(program.events().contains(QStringLiteral("Stored")));
    program.runWell("SELECT max(v) FROM t");
    QVERIFY(program.events().size() > last + 1);
    QVERIFY(!program.standing().startsWith(QStringLiteral("Stopped")));
}

void TestEventsPanel::goesToTheEntryAndToTheCause()
{
    Program program;
    program.runWell("SELECT * FROM t");
    program.runWell("SELECT id FROM t");
    QStringList events = program.events();
    program.select(int(events.lastIndexOf(QStringLiteral("Stored"))), Column::Event);
    CacheEntriesDock& entries = program.window().panels().entries();
    program.click("showEntryButton");
    QTRY_VERIFY(entries.isVisible());
    const auto* const shown = entries.findChild<QTableView*>(QStringLiteral("cacheEntriesTable"));
    // The first row is selected as the keyboard comes, and the entry when it is shown.
    const auto selected = [shown] { return shown->selectionModel()->selectedRows(1).value(0).data(); };
    QTRY_COMPARE(selected().toString(), QStringLiteral("SELECT id FROM t"));
    program.window().panels().goTo(program.dock());
    program.runWell("DELETE FROM t WHERE id = 3");
    events = program.events();
    program.filter().setText(QStringLiteral("select"));
    QTRY_VERIFY(program.table().model()->rowCount() < events.size());
    const int removed = program.table().model()->rowCount() - 1;
    const QString cause = program.cell(removed, Column::Cause);
    QVERIFY(!cause.isEmpty());
    program.select(removed, Column::Cause);
    program.table().scrollTo(program.table().currentIndex());
    const QRect place = program.table().visualRect(program.table().currentIndex());
    QTest::mouseClick(program.table().viewport(), Qt::LeftButton, {}, place.center());
    QTest::mouseDClick(program.table().viewport(), Qt::LeftButton, {}, place.center());
    // The filter hid it.
    QTRY_COMPARE(program.cell(program.table().currentIndex().row(), Column::Number), cause);
    QCOMPARE(program.filter().text(), QString());
    QCOMPARE(
        program.cell(program.table().currentIndex().row(), Column::Event), QStringLiteral("Table changed"));
    // By the keyboard alone.
    program.select(int(events.lastIndexOf(QStringLiteral("Removed"))), Column::Cause);
    program.table().setFocus();
    QTest::keyClick(&program.table(), Qt::Key_Return);
    QCOMPARE(
        program.cell(program.table().currentIndex().row(), Column::Event), QStringLiteral("Table changed"));
}

void TestEventsPanel::savesAndCopies()
{
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    Program program;
    program.runWell("SELECT * FROM t");
    const QStringList events = program.events();
    program.click("pauseEventsButton");
    const auto saveTo = [&program](const QString& path) {
        program.click("saveEventsButton");
        auto* const dialog = program.dock().findChild<QFileDialog*>(QStringLiteral("saveEventsDialog"));
        QVERIFY(dialog);
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
    };
    const QString path = program.settings.filePath(QStringLiteral("events.jsonl"));
    saveTo(path);
    QTRY_VERIFY2(program.standing().contains(QStringLiteral("Saved")), qPrintable(program.standing()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArrayList lines = file.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), events.size());
    QCOMPARE(QJsonDocument::fromJson(lines.first()).object().value(QStringLiteral("number")).toInt(),
        program.cell(0, Column::Number).toInt());
    saveTo(program.settings.filePath(QStringLiteral("missing/events.jsonl")));
    QTRY_VERIFY2(
        program.standing().contains(QStringLiteral("could not be saved")), qPrintable(program.standing()));
    program.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&program.window()));
    program.table().setFocus();
    program.table().selectAll();
    QTest::keyClick(&program.table(), Qt::Key_C, Qt::ControlModifier);
    const QStringList copied = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(copied.size(), events.size());
    QCOMPARE(copied.last().split(u'\t').at(int(Column::Event)), events.last());
}

void TestEventsPanel::followsTheEndOnlyFromThere()
{
    Program program;
    for (int i = 0; i < 200; ++i)
        program.log().append({.kind = EventKind::Hit, .sql = "SELECT " + QByteArray::number(i)});
    QVERIFY(!program.events().isEmpty());
    QScrollBar* const bar = program.table().verticalScrollBar();
    QTRY_COMPARE(bar->value(), bar->maximum());
    program.log().append({.kind = EventKind::Miss});
    QTRY_COMPARE(
        program.cell(program.table().model()->rowCount() - 1, Column::Event), QStringLiteral("Miss"));
    QCOMPARE(bar->value(), bar->maximum());
    bar->setValue(20);
    program.select(25, Column::Sql);
    const QString selected = program.cell(25, Column::Number);
    const QString top = program.cell(program.table().rowAt(0), Column::Number);
    // The oldest are forgotten meanwhile.
    const quint64 forgotten = 10;
    for (quint64 i = program.log().lastNumber(); i < EventLog::kMostEvents + forgotten; ++i)
        program.log().append({.kind = EventKind::Hit});
    QTRY_COMPARE(program.cell(0, Column::Number), QString::number(forgotten + 1));
    QCOMPARE(program.cell(program.table().rowAt(0), Column::Number), top);
    QCOMPARE(program.cell(program.table().currentIndex().row(), Column::Number), selected);
}

void TestEventsPanel::neverComesToTheFrontByItself()
{
    Program program;
    CacheEntriesDock& entries = program.window().panels().entries();
    program.window().panels().goTo(entries);
    const QWidget* const focus = QApplication::focusWidget();
    QVERIFY(!program.dock().findChild<CacheEventsTable*>()->isVisible()
        || program.dock().visibleRegion().isEmpty());
    program.runWell("SELECT * FROM t");
    QTest::qWait(600);
    QVERIFY(program.dock().visibleRegion().isEmpty());
    QVERIFY(!entries.visibleRegion().isEmpty());
    QCOMPARE(QApplication::focusWidget(), focus);
    program.window().panels().goTo(program.dock());
    QVERIFY(program.events().contains(QStringLiteral("Miss")));
}

void TestEventsPanel::everyControlHasAName()
{
    Program program;
    program.click("stopWhenButton");
    test::checkControlNames(*program.dock().widget());
}

void TestEventsPanel::keepsUpWithAThousandEventsASecond()
{
    Program program;
    for (size_t i = 0; i < EventLog::kMostEvents; ++i)
        program.log().append({.kind = EventKind::Hit, .sql = "SELECT * FROM orders WHERE id = 1"});
    QVERIFY(!program.events().isEmpty());
    const QSignalSpy inserted(program.table().model(), &QAbstractItemModel::rowsInserted);
    QElapsedTimer clock;
    clock.start();
    QTimer writer;
    connect(&writer, &QTimer::timeout, &writer, [&program] {
        for (int i = 0; i < 20; ++i)
            program.log().append({.kind = EventKind::Miss, .sql = "SELECT * FROM orders WHERE id = 2"});
    });
    writer.start(20);
    QTest::qWait(2'000);
    writer.stop();
    QTRY_VERIFY_WITH_TIMEOUT(inserted.size() >= 1, 60'000);
    QVERIFY2(
        inserted.size() <= 4 * (clock.elapsed() / 1'000 + 1), qPrintable(QString::number(inserted.size())));
    QTRY_COMPARE_WITH_TIMEOUT(program.events().last(), QStringLiteral("Miss"), 60'000);
    QCOMPARE(size_t(program.table().model()->rowCount()), EventLog::kMostEvents);
}

QTEST_MAIN(TestEventsPanel)
#include "tst_eventspanel.moc"
