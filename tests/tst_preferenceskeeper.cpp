#include "app/preferenceskeeper.h"

#include "app/engine.h"
#include "app/workspace.h"
#include "ui/mainwindow.h"
#include "ui/preferencesaction.h"

#include <QDir>
#include <QRegularExpression>
#include <QStatusBar>
#include <QTemporaryDir>
#include <QTest>

using namespace larder;

namespace {

/// A window over a folder of settings.
struct Bench
{
    explicit Bench(const QTemporaryDir& folder) : workspace(folder.path()) { }

    Engine engine;
    Workspace workspace;
    MainWindow window{engine.service()};
    PreferencesKeeper keeper{workspace, engine, window};
};

} // namespace

class TestPreferencesKeeper final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void keepsWhatIsSetForTheNextStart();
    void saysWhichSettingIsDamaged();
    void saysThatPreferencesCouldNotBeWritten();
};

void TestPreferencesKeeper::keepsWhatIsSetForTheNextStart()
{
    const QTemporaryDir folder;
    const Preferences others{
        5, qint64(64) << 20, NullsPlace::First, TextOrder::Locale, std::chrono::seconds(7)};
    {
        Bench bench(folder);
        QCOMPARE(bench.window.preferences().preferences(), Preferences());
        bench.window.preferences().setPreferences(others);
        QCOMPARE(bench.engine.storage()->budgetBytes(), qint64(64) << 20);
    }
    Bench bench(folder);
    QCOMPARE(bench.engine.storage()->budgetBytes(), qint64(64) << 20);
    QCOMPARE(bench.window.preferences().preferences(), others);
    QCOMPARE(bench.window.statusBar()->currentMessage(), QString());
}

void TestPreferencesKeeper::saysWhichSettingIsDamaged()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("settings.ini")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[preferences]\nrowLimit=many\nnulls=first\n");
    file.close();
    Bench bench(folder);
    QCOMPARE(bench.window.preferences().preferences(), Preferences({.nulls = NullsPlace::First}));
    const QString said = bench.window.statusBar()->currentMessage();
    QVERIFY2(said.contains(QStringLiteral("rowLimit")), qPrintable(said));
}

void TestPreferencesKeeper::saysThatPreferencesCouldNotBeWritten()
{
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("settings.ini")));
    Bench bench(folder);
    bench.window.preferences().setPreferences({.rowLimit = 5});
    QVERIFY(bench.window.statusBar()->currentMessage().contains(QStringLiteral("not be written")));
}

QTEST_MAIN(TestPreferencesKeeper)
#include "tst_preferenceskeeper.moc"
