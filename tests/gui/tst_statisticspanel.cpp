#include "tests/support/windowprogram.h"
#include "ui/inspector/cachestatisticsdock.h"
#include "ui/inspector/statisticscontrols.h"
#include "ui/panels.h"

#include <QComboBox>
#include <QFileDialog>
#include <QImage>
#include <QLabel>
#include <QRegularExpression>
#include <QStackedWidget>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace larder;

namespace {

using Chart = StatisticsControls::Chart;

/// The whole program on a database, with the panel in view.
struct Program : test::WindowProgram
{
    Program()
        : WindowProgram("CREATE TABLE t(id INTEGER PRIMARY KEY, v); CREATE TABLE u(id INTEGER PRIMARY KEY);"
                        "INSERT INTO t VALUES (1, 1), (2, 2), (3, 3);")
    {
        window().panels().goTo(dock());
    }

    CacheStatisticsDock& dock() { return *window().findChild<CacheStatisticsDock*>(); }
    void click(const char* name)
    {
        auto* const button = dock().findChild<QToolButton*>(QString::fromLatin1(name));
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void choose(const char* box, const QString& text)
    {
        auto* const combo = dock().findChild<QComboBox*>(QString::fromLatin1(box));
        QVERIFY2(combo->findText(text) >= 0, qPrintable(text));
        combo->setCurrentText(text);
    }
    /// What stands beside @p label in a table.
    QString valueIn(const char* table, const QString& label, int column = 1)
    {
        const QAbstractItemModel* const model
            = dock().findChild<QTableView*>(QString::fromLatin1(table))->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, 0).data().toString() == label)
                return model->index(row, column).data().toString();
        }
        return {};
    }
    QString figure(const QString& label) { return valueIn("cacheFigures", label); }
    QString about() { return dock().findChild<QLabel*>(QStringLiteral("statisticsAbout"))->text(); }
    QString note() { return dock().findChild<QLabel*>(QStringLiteral("chartNote"))->text(); }
    const QWidget* page() { return dock().findChild<QStackedWidget*>()->currentWidget(); }
    CacheStatistics statistics() { return application.engine().service().statistics(); }
};

} // namespace

class TestStatisticsPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void showsTheCountersOfTheEngine();
    void resetsItsOwnBaselineOnly();
    void chartsOverTimeBeginWithTheReset();
    void choosesTablesAndTechniques();
    void splitsChartsOverTime();
    void countsABacklogInTurnsOfTheEventLoop();
    void comparesSnapshots();
    void everyChartHasANameAndNumbers();
    void exportsPicturesAndNumbers();
    void everyControlHasAName();
    void wrapsItsControlsWhereItIsNarrow();
};

void TestStatisticsPanel::showsTheCountersOfTheEngine()
{
    Program program;
    program.runWell("SELECT * FROM t");
    program.runWell("SELECT * FROM t");
    program.runWell("UPDATE t SET v = 5 WHERE id = 1");
    program.runWell("SELECT * FROM t");
    const CacheStatistics before = program.statistics();
    QTRY_COMPARE(program.figure(QStringLiteral("Requests")), QString::number(before.requests()));
    QCOMPARE(program.figure(QStringLiteral("Hits, proven fresh")),
        QString::number(before.byClass(HitClass::ProvenFresh)));
    QCOMPARE(program.figure(QStringLiteral("Misses")), QString::number(before.misses()));
    QCOMPARE(program.figure(QStringLiteral("Bypasses")), QString::number(before.bypasses()));
    QVERIFY(program.about().startsWith(QStringLiteral("Counted since ")));
    // Looking counts nothing.
    QVERIFY(program.statistics() == before);
    program.choose("statisticsChart", QStringLiteral("Misses by reason"));
    QCOMPARE(program.valueIn("chartNumbers", QStringLiteral("first time seen")),
        QString::number(before.byReason(ReasonCode::FirstSeen)));
}

void TestStatisticsPanel::resetsItsOwnBaselineOnly()
{
    Program program;
    program.runWell("SELECT * FROM t");
    program.runWell("SELECT * FROM t");
    const CacheStatistics before = program.statistics();
    program.choose("statisticsPeriod", QStringLiteral("Since reset"));
    program.click("statisticsReset");
    QCOMPARE(program.figure(QStringLiteral("Requests")), QStringLiteral("0"));
    QVERIFY(program.statistics() == before);
    program.runWell("SELECT * FROM t");
    QTRY_COMPARE(program.figure(QStringLiteral("Hits")), QStringLiteral("1"));
    program.choose("statisticsPeriod", QStringLiteral("Since start"));
    QCOMPARE(program.figure(QStringLiteral("Requests")), QString::number(before.requests() + 1));
    program.choose("statisticsPeriod", QStringLiteral("Last minute"));
    QCOMPARE(program.figure(QStringLiteral("Requests")), QString::number(before.requests() + 1));
}

void TestStatisticsPanel::chartsOverTimeBeginWithTheReset()
{
    Program program;
    const auto& period = *program.dock().findChild<QComboBox*>(QStringLiteral("statisticsPeriod"));
    const QAbstractItemModel& numbers
        = *program.dock().findChild<QTableView*>(QStringLiteral("chartNumbers"))->model();
    const auto sum = [&numbers] {
        double all = 0;
        for (int row = 0; row < numbers.rowCount(); ++row) {
            for (int column = 1; column < numbers.columnCount(); ++column)
                all += numbers.index(row, column).data().toString().toDouble();
        }
        return all;
    };
    for (const char* const split : {"In one", "By table"}) {
        program.choose("statisticsPeriod", QStringLiteral("Since start"));
        program.choose("statisticsSplit", QString::fromLatin1(split));
        program.runWell("SELECT * FROM t");
        program.runWell("SELECT * FROM t");
        QTRY_VERIFY(sum() > 0);
        program.click("statisticsReset");
        QCOMPARE(period.currentText(), QStringLiteral("Since reset"));
        QCOMPARE(sum(), 0.0);
        QTRY_VERIFY(numbers.rowCount() >= 2 || numbers.columnCount() == 1);
        QCOMPARE(sum(), 0.0);
    }
}

void TestStatisticsPanel::choosesTablesAndTechniques()
{
    Program program;
    program.runWell("SELECT * FROM t");
    program.runWell("SELECT * FROM t");
    program.runWell("SELECT * FROM u");
    QTRY_VERIFY(program.dock()
                    .findChild<QComboBox*>(QStringLiteral("statisticsTable"))
                    ->findText(QStringLiteral("main.u"))
        > 0);
    program.choose("statisticsTable", QStringLiteral("main.t"));
    QCOMPARE(program.figure(QStringLiteral("Requests")), QStringLiteral("2"));
    program.choose("statisticsTable", QStringLiteral("main.u"));
    QCOMPARE(program.figure(QStringLiteral("Requests")), QStringLiteral("1"));
    program.choose("statisticsTechnique", QStringLiteral("individual"));
    QCOMPARE(program.figure(QStringLiteral("Requests")), QStringLiteral("0"));
    program.choose("statisticsTechnique", QStringLiteral("All techniques"));
    program.choose("statisticsConnection", QStringLiteral("test.sqlite"));
    QCOMPARE(program.figure(QStringLiteral("Requests")), QStringLiteral("1"));
    program.choose("statisticsChart", QStringLiteral("Memory by table"));
    QVERIFY(!program.valueIn("chartNumbers", QStringLiteral("u")).isEmpty());
    QVERIFY(program.valueIn("chartNumbers", QStringLiteral("t")).isEmpty());
}

void TestStatisticsPanel::splitsChartsOverTime()
{
    Program program;
    program.runWell("SELECT * FROM t");
    program.runWell("SELECT * FROM u");
    program.runWell("SELECT * FROM t");
    const auto& split = *program.dock().findChild<QComboBox*>(QStringLiteral("statisticsSplit"));
    const auto titles = [&program] {
        const QAbstractItemModel* const model
            = program.dock().findChild<QTableView*>(QStringLiteral("chartNumbers"))->model();
        QStringList titles;
        for (int column = 1; column < model->columnCount(); ++column)
            titles << model->headerData(column, Qt::Horizontal).toString();
        return titles;
    };
    program.choose("statisticsSplit", QStringLiteral("By table"));
    QTRY_COMPARE(titles(), (QStringList{QStringLiteral("main.t"), QStringLiteral("main.u")}));
    QVERIFY(program.note().contains(QStringLiteral("several tables")));
    program.choose("statisticsChart", QStringLiteral("Hit ratio"));
    QCOMPARE(titles(), (QStringList{QStringLiteral("main.t"), QStringLiteral("main.u")}));
    program.choose("statisticsSplit", QStringLiteral("By connection"));
    QCOMPARE(titles(), QStringList{QStringLiteral("test.sqlite")});
    program.choose("statisticsSplit", QStringLiteral("By technique"));
    program.choose("statisticsTable", QStringLiteral("main.u"));
    QCOMPARE(titles(), QStringList{QStringLiteral("all")});
    QVERIFY(split.isEnabled());
    program.choose("statisticsChart", QStringLiteral("Latency"));
    QVERIFY(!split.isEnabled());
}

void TestStatisticsPanel::countsABacklogInTurnsOfTheEventLoop()
{
    Program program;
    EventLog& log = program.application.engine().cache().events();
    const qint64 before = program.statistics().requests();
    for (size_t i = 0; i < EventLog::kMostEvents; ++i)
        log.append({.kind = EventKind::Hit, .time = QDateTime::currentDateTimeUtc(), .sql = "SELECT 1"});
    program.choose("statisticsPeriod", QStringLiteral("Last 5 minutes"));
    QVERIFY2(
        program.about().contains(QStringLiteral(" are still to be counted.")), qPrintable(program.about()));
    QTRY_COMPARE(
        program.figure(QStringLiteral("Requests")), QString::number(before + qint64(EventLog::kMostEvents)));
    QVERIFY(!program.about().contains(QStringLiteral("counted. ")));
}

void TestStatisticsPanel::comparesSnapshots()
{
    Program program;
    program.runWell("SELECT * FROM t");
    program.click("snapshotA");
    program.runWell("SELECT * FROM t");
    program.runWell("SELECT * FROM t");
    program.click("snapshotB");
    QCOMPARE(program.valueIn("chartNumbers", QStringLiteral("Hits"), 1), QStringLiteral("0"));
    QCOMPARE(program.valueIn("chartNumbers", QStringLiteral("Hits"), 2), QStringLiteral("2"));
    QCOMPARE(program.valueIn("chartNumbers", QStringLiteral("Hits"), 3), QStringLiteral("2"));
}

void TestStatisticsPanel::everyChartHasANameAndNumbers()
{
    Program program;
    program.runWell("SELECT * FROM t");
    program.runWell("SELECT * FROM t");
    QTest::qWait(1'200);
    for (int chart = 0; chart <= int(Chart::Comparison); ++chart) {
        program.dock().controls().setChart(Chart(chart));
        QVERIFY2(!program.page()->accessibleName().isEmpty(), qPrintable(QString::number(chart)));
        const QWidget* const picture = program.page();
        program.click("showNumbers");
        QCOMPARE(program.page()->objectName(), QStringLiteral("chartNumbers"));
        if (Chart(chart) != Chart::Comparison) {
            QVERIFY(picture != program.page());
            QVERIFY2(qobject_cast<const QTableView*>(program.page())->model()->rowCount() > 0,
                qPrintable(QString::number(chart)));
        }
        program.click("showNumbers");
        QCOMPARE(program.page(), picture);
    }
}

void TestStatisticsPanel::exportsPicturesAndNumbers()
{
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    Program program;
    program.runWell("SELECT * FROM t");
    const auto save = [&program](const QString& name) {
        program.click("exportChart");
        auto* const dialog = program.dock().findChild<QFileDialog*>(QStringLiteral("exportChartDialog"));
        const QString path = program.settings.filePath(name);
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    for (const Chart chart : {Chart::Memory, Chart::Reasons, Chart::Comparison}) {
        program.dock().controls().setChart(chart);
        QVERIFY(save(QStringLiteral("chart.svg")).contains("<svg"));
        const QImage picture = QImage::fromData(save(QStringLiteral("chart.png")));
        // The title stands above.
        QCOMPARE(picture.width(), 2 * program.page()->width());
        QVERIFY(picture.height() > 2 * program.page()->height());
        QVERIFY(save(QStringLiteral("chart.csv")).contains(",\"unit\"\r\n"));
    }
    QVERIFY(program.note().contains(QStringLiteral("Saved to ")));
    QVERIFY(save(QStringLiteral("missing/chart.png")).isEmpty());
    QVERIFY(program.note().contains(QStringLiteral("could not be saved")));
}

void TestStatisticsPanel::everyControlHasAName()
{
    Program program;
    test::checkControlNames(*program.dock().widget());
}

void TestStatisticsPanel::wrapsItsControlsWhereItIsNarrow()
{
    Program program;
    program.dock().setFloating(true);
    for (const int width : {1'200, 420}) {
        program.dock().resize(width, 500);
        QTRY_COMPARE(program.dock().width(), width);
        QCoreApplication::sendPostedEvents();
        const StatisticsControls& controls = program.dock().controls();
        for (const QObject* const child : controls.children()) {
            const auto* const widget = qobject_cast<const QWidget*>(child);
            if (widget)
                QVERIFY2(controls.rect().contains(widget->geometry()), qPrintable(widget->objectName()));
        }
    }
}

QTEST_MAIN(TestStatisticsPanel)
#include "tst_statisticspanel.moc"
