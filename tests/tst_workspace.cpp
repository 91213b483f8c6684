#include "app/workspace.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace larder;

namespace {

QByteArray contentsOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& contents)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(contents), contents.size());
}

/// The contents of all files that damaged texts were moved to.
QByteArrayList movedAside(const QTemporaryDir& folder)
{
    QByteArrayList contents;
    const QDir dir(folder.path());
    for (const QString& name :
        dir.entryList({QStringLiteral("tabs-1.json.damaged*")}, QDir::Files, QDir::Name))
        contents << contentsOf(dir.filePath(name));
    return contents;
}

} // namespace

class TestWorkspace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aNewFolderHoldsNothing();
    void makesTheFolderThatIsMissing();
    void textsComeBackByteForByte_data();
    void textsComeBackByteForByte();
    void keepsTheOrderAndTheTargetsOfTabs();
    void laterTextsReplaceTheEarlier();
    void onlyTheOwnerMayReadTheTexts();
    void twoWindowsNeverShareASlot();
    void aSlotIsFreeAgainWhenItsWindowIsGone();
    void textsOfAWindowThatIsGoneComeBackBehindTheOwn();
    void takesOverTheSlotOfAProcessThatDied();
    void moreWindowsThanSlotsSaveNothingAndSaySo();
    void movesADamagedFileAside_data();
    void movesADamagedFileAside();
    void neverOverwritesWhatWasMovedAsideBefore();
    void tellsThatTextsCouldNotBeWritten();
    void keepsTheOldTextsIfTheNewCanNotBeWritten();
    void newestRecentFileComesFirst();
    void remembersTenRecentFiles();
    void namesARecentFileOnce();
    void remembersCuriousPaths_data();
    void remembersCuriousPaths();
    void layoutComesBack();
    void preferencesComeBack();
    void preferencesNeverSetAreTheDefaults();
    void damagedPreferencesAreTheDefaults_data();
    void damagedPreferencesAreTheDefaults();
    void tellsThatPreferencesCouldNotBeWritten();
    void layoutAndRecentFilesBelongToAllWindows();
};

void TestWorkspace::aNewFolderHoldsNothing()
{
    const QTemporaryDir folder;
    const Workspace workspace(folder.path());
    QVERIFY(workspace.loadTexts().empty());
    QVERIFY(workspace.recentFiles().isEmpty());
    QVERIFY(workspace.loadLayout().geometry.isEmpty());
    QVERIFY(workspace.loadLayout().docks.isEmpty());
    QVERIFY(workspace.loadLayout().entriesHeader.isEmpty());
}

void TestWorkspace::makesTheFolderThatIsMissing()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a/b"));
    const Workspace workspace(path);
    QVERIFY(workspace.saveTexts({{"SELECT 1"}}));
    QVERIFY(!contentsOf(path + QStringLiteral("/tabs-1.json")).isEmpty());
}

void TestWorkspace::textsComeBackByteForByte_data()
{
    QTest::addColumn<QByteArray>("text");
    QByteArray all;
    for (int byte = 0; byte < 256; ++byte)
        all += char(byte);
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("SQL") << QByteArray("SELECT \"a\\b\" -- ü\r\n\n");
    QTest::newRow("NUL") << QByteArray("a\0b", 3);
    QTest::newRow("invalid UTF-8") << QByteArray("a\xff\xc3");
    QTest::newRow("every byte") << all;
    QTest::newRow("large") << QByteArray(5'000'000, 'x');
}

void TestWorkspace::textsComeBackByteForByte()
{
    QFETCH(QByteArray, text);
    const QTemporaryDir folder;
    {
        const Workspace workspace(folder.path());
        QVERIFY(workspace.saveTexts({{text, QStringLiteral("/a")}}));
        QCOMPARE(workspace.loadTexts(), (std::vector<TabText>{{text, QStringLiteral("/a")}}));
    }
    QCOMPARE(Workspace(folder.path()).loadTexts(), (std::vector<TabText>{{text, QStringLiteral("/a")}}));
}

void TestWorkspace::keepsTheOrderAndTheTargetsOfTabs()
{
    const QTemporaryDir folder;
    const std::vector<TabText> texts{{"b", QStringLiteral("/data/ü #1.db"), std::nullopt, 7}, {"a"},
        {"", QStringLiteral("/x"), std::nullopt, 2, true},
        {"", QStringLiteral("/x"),
            TableState{QStringLiteral("t"), QStringLiteral("n > 1"), {},
                {{QStringLiteral("n"), QStringLiteral("=5")}}}}};
    const Workspace workspace(folder.path());
    QVERIFY(workspace.saveTexts(texts));
    QCOMPARE(workspace.loadTexts(), texts);
}

void TestWorkspace::laterTextsReplaceTheEarlier()
{
    const QTemporaryDir folder;
    const Workspace workspace(folder.path());
    QVERIFY(workspace.saveTexts({{"1"}, {"2"}}));
    QVERIFY(workspace.saveTexts({{"3"}}));
    QCOMPARE(workspace.loadTexts(), std::vector<TabText>{{"3"}});
    QVERIFY(workspace.saveTexts({}));
    QVERIFY(workspace.loadTexts().empty());
    QVERIFY(movedAside(folder).isEmpty());
}

void TestWorkspace::onlyTheOwnerMayReadTheTexts()
{
    const QTemporaryDir folder;
    QVERIFY(Workspace(folder.path()).saveTexts({{"1"}}));
    const auto permissions = QFile::permissions(folder.filePath(QStringLiteral("tabs-1.json")));
    QVERIFY(!(permissions & (QFile::ReadGroup | QFile::ReadOther)));
}

void TestWorkspace::twoWindowsNeverShareASlot()
{
    const QTemporaryDir folder;
    const Workspace first(folder.path());
    const Workspace second(folder.path());
    QVERIFY(first.saveTexts({{"first"}}));
    QVERIFY(second.loadTexts().empty());
    QVERIFY(second.saveTexts({{"second"}}));
    QCOMPARE(first.loadTexts(), std::vector<TabText>{{"first"}});
    QCOMPARE(second.loadTexts(), std::vector<TabText>{{"second"}});
}

void TestWorkspace::aSlotIsFreeAgainWhenItsWindowIsGone()
{
    const QTemporaryDir folder;
    auto first = std::make_unique<Workspace>(folder.path());
    const Workspace second(folder.path());
    QVERIFY(first->saveTexts({{"first"}}));
    first.reset();
    QCOMPARE(Workspace(folder.path()).loadTexts(), std::vector<TabText>{{"first"}});
}

void TestWorkspace::textsOfAWindowThatIsGoneComeBackBehindTheOwn()
{
    const QTemporaryDir folder;
    auto first = std::make_unique<Workspace>(folder.path());
    auto second = std::make_unique<Workspace>(folder.path());
    auto third = std::make_unique<Workspace>(folder.path());
    QVERIFY(first->saveTexts({{"first", {}, {}, 1, true}}));
    QVERIFY(second->saveTexts({{"second", {}, {}, 1, true}, {}}));
    QVERIFY(third->saveTexts({{"third"}}));
    first.reset();
    second.reset();
    const std::vector<TabText> both{{"first", {}, {}, 1, true}, {"second", {}, {}, 1, false}};
    {
        const Workspace next(folder.path());
        QCOMPARE(next.loadTexts(), both);
        // Each comes back once.
        const Workspace another(folder.path());
        QVERIFY(another.loadTexts().empty());
        QCOMPARE(third->loadTexts(), std::vector<TabText>{{"third"}});
    }
    QCOMPARE(Workspace(folder.path()).loadTexts(), both);
}

void TestWorkspace::takesOverTheSlotOfAProcessThatDied()
{
    const QTemporaryDir folder;
    QVERIFY(Workspace(folder.path()).saveTexts({{"kept"}}));
    // What a killed process leaves behind; no process has the largest number.
    write(folder.filePath(QStringLiteral("window-1.lock")),
        "4194304999\nlarder\n" + QSysInfo::machineHostName().toUtf8() + "\n");
    QCOMPARE(Workspace(folder.path()).loadTexts(), std::vector<TabText>{{"kept"}});
}

void TestWorkspace::moreWindowsThanSlotsSaveNothingAndSaySo()
{
    const QTemporaryDir folder;
    std::vector<std::unique_ptr<Workspace>> windows;
    while (windows.empty() || windows.back()->saveTexts({{"mine"}})) {
        windows.push_back(std::make_unique<Workspace>(folder.path()));
        QVERIFY(windows.size() < 100);
    }
    QVERIFY(windows.size() > 8);
    QVERIFY(windows.back()->loadTexts().empty());
    QCOMPARE(windows.front()->loadTexts(), std::vector<TabText>{{"mine"}});
}

void TestWorkspace::movesADamagedFileAside_data()
{
    QTest::addColumn<QByteArray>("contents");
    QTest::newRow("no JSON") << QByteArray("SELECT 1");
    QTest::newRow("cut short") << QByteArray(R"([{"text":"U0VMRU)");
    QTest::newRow("an object") << QByteArray(R"({"text":"U0VMRUNU"})");
    QTest::newRow("other elements") << QByteArray(R"(["SELECT 1", 2])");
    QTest::newRow("no text") << QByteArray(R"([{"text":"YQ==","target":""},{"sql":"SELECT 1"}])");
    QTest::newRow("no base64") << QByteArray(R"([{"text":"SELECT 1;","target":""}])");
}

void TestWorkspace::movesADamagedFileAside()
{
    QFETCH(QByteArray, contents);
    const QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("tabs-1.json")), contents);
    const Workspace workspace(folder.path());
    QVERIFY(workspace.loadTexts().empty());
    QVERIFY(workspace.saveTexts({{"new"}}));
    QCOMPARE(movedAside(folder), QByteArrayList{contents});
    QCOMPARE(workspace.loadTexts(), std::vector<TabText>{{"new"}});
}

void TestWorkspace::neverOverwritesWhatWasMovedAsideBefore()
{
    const QTemporaryDir folder;
    const Workspace workspace(folder.path());
    QByteArrayList damaged;
    for (const char* contents : {"first", "second", "third"}) {
        damaged << contents;
        write(folder.filePath(QStringLiteral("tabs-1.json")), contents);
        QVERIFY(workspace.loadTexts().empty());
        QVERIFY(workspace.saveTexts({{"new"}}));
    }
    QByteArrayList moved = movedAside(folder);
    std::sort(moved.begin(), moved.end());
    std::sort(damaged.begin(), damaged.end());
    QCOMPARE(moved, damaged);
}

void TestWorkspace::tellsThatTextsCouldNotBeWritten()
{
    const QTemporaryDir folder;
    const Workspace workspace(folder.path());
    // Not even an administrator can write a file where a folder is.
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("tabs-1.json/x")));
    QVERIFY(!workspace.saveTexts({{"lost"}}));
}

void TestWorkspace::keepsTheOldTextsIfTheNewCanNotBeWritten()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("data"));
    const QString away = folder.filePath(QStringLiteral("away"));
    const Workspace workspace(path);
    QVERIFY(workspace.saveTexts({{"old"}}));
    QVERIFY(QDir().rename(path, away));
    QVERIFY(!workspace.saveTexts({{"new"}}));
    QVERIFY(QDir().rename(away, path));
    QCOMPARE(workspace.loadTexts(), std::vector<TabText>{{"old"}});
}

void TestWorkspace::newestRecentFileComesFirst()
{
    const QTemporaryDir folder;
    const Workspace workspace(folder.path());
    workspace.addRecentFile(QStringLiteral("/a"));
    QCOMPARE(workspace.recentFiles(), QStringList{QStringLiteral("/a")});
    workspace.addRecentFile(QStringLiteral("/b"));
    QCOMPARE(workspace.recentFiles(), (QStringList{QStringLiteral("/b"), QStringLiteral("/a")}));
}

void TestWorkspace::remembersTenRecentFiles()
{
    const QTemporaryDir folder;
    const Workspace workspace(folder.path());
    QStringList expected;
    for (int i = 0; i < 12; ++i) {
        workspace.addRecentFile(QStringLiteral("/%1").arg(i));
        expected.prepend(QStringLiteral("/%1").arg(i));
    }
    QCOMPARE(workspace.recentFiles(), expected.mid(0, 10));
}

void TestWorkspace::namesARecentFileOnce()
{
    const QTemporaryDir folder;
    const Workspace workspace(folder.path());
    for (const char* path : {"/a", "/b", "/a"})
        workspace.addRecentFile(QString::fromUtf8(path));
    QCOMPARE(workspace.recentFiles(), (QStringList{QStringLiteral("/a"), QStringLiteral("/b")}));
}

void TestWorkspace::remembersCuriousPaths_data()
{
    QTest::addColumn<QString>("path");
    for (const char* path : {"/a, b;c", "/\"x\"", "/50%20\\n", "/ü\U0001F600", "@Invalid()", "/a\nb", "/ x "})
        QTest::newRow(path) << QString::fromUtf8(path);
}

void TestWorkspace::remembersCuriousPaths()
{
    QFETCH(QString, path);
    const QTemporaryDir folder;
    const Workspace workspace(folder.path());
    workspace.addRecentFile(path);
    QCOMPARE(workspace.recentFiles(), QStringList{path});
    workspace.addRecentFile(QStringLiteral("/other"));
    QCOMPARE(workspace.recentFiles(), (QStringList{QStringLiteral("/other"), path}));
}

void TestWorkspace::layoutComesBack()
{
    const QTemporaryDir folder;
    const QByteArray geometry("g\0\xff,;%@", 7);
    {
        const Workspace workspace(folder.path());
        workspace.addRecentFile(QStringLiteral("/a"));
        workspace.saveLayout({geometry, "docks", "entries"});
    }
    const Workspace workspace(folder.path());
    QCOMPARE(workspace.loadLayout().geometry, geometry);
    QCOMPARE(workspace.loadLayout().docks, QByteArray("docks"));
    QCOMPARE(workspace.loadLayout().entriesHeader, QByteArray("entries"));
    QCOMPARE(workspace.recentFiles(), QStringList{QStringLiteral("/a")});
}

void TestWorkspace::layoutAndRecentFilesBelongToAllWindows()
{
    const QTemporaryDir folder;
    const Workspace first(folder.path());
    const Workspace second(folder.path());
    first.addRecentFile(QStringLiteral("/a"));
    second.addRecentFile(QStringLiteral("/b"));
    first.saveLayout({"g", "d", "e"});
    QCOMPARE(first.recentFiles(), (QStringList{QStringLiteral("/b"), QStringLiteral("/a")}));
    QCOMPARE(second.loadLayout().docks, QByteArray("d"));
}

void TestWorkspace::preferencesComeBack()
{
    const QTemporaryDir folder;
    const Preferences others{5, qint64(64) << 20, NullsPlace::First, TextOrder::Locale,
        std::chrono::seconds(7), std::chrono::seconds(90)};
    QVERIFY(Workspace(folder.path()).savePreferences(others));
    const CheckedPreferences loaded = Workspace(folder.path()).loadPreferences();
    QCOMPARE(loaded.preferences, others);
    QCOMPARE(loaded.notes, QStringList());
    QVERIFY(Workspace(folder.path()).savePreferences({}));
    QCOMPARE(Workspace(folder.path()).loadPreferences().preferences, Preferences());
}

void TestWorkspace::preferencesNeverSetAreTheDefaults()
{
    const QTemporaryDir folder;
    const CheckedPreferences loaded = Workspace(folder.path()).loadPreferences();
    QCOMPARE(loaded.preferences, Preferences());
    QCOMPARE(loaded.notes, QStringList());
}

void TestWorkspace::damagedPreferencesAreTheDefaults_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<qsizetype>("notes");
    QTest::newRow("no words and numbers")
        << QByteArray("[preferences]\nrowLimit=many\nresultMemoryBytes=1e\nnulls=middle\ntext=\n")
        << qsizetype(4);
    QTest::newRow("a list for a number") << QByteArray("[preferences]\nrowLimit=1, 2\n") << qsizetype(1);
    QTest::newRow("a number that is too long")
        << QByteArray("[preferences]\nrowLimit=99999999999999999999\n") << qsizetype(1);
    QTest::newRow("bytes") << QByteArray("\0\xff[pref\0erences\n=\x01\n[[]\n", 23) << qsizetype(0);
    QTest::newRow("cut off") << QByteArray("[preferences]\nrowLi") << qsizetype(0);
}

void TestWorkspace::damagedPreferencesAreTheDefaults()
{
    QFETCH(QByteArray, file);
    const QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("settings.ini")), file);
    const CheckedPreferences loaded = Workspace(folder.path()).loadPreferences();
    QCOMPARE(loaded.preferences, Preferences());
    QTEST(loaded.notes.size(), "notes");
    write(folder.filePath(QStringLiteral("settings.ini")),
        "[preferences]\nrowLimit=-5\nresultMemoryBytes=1\nnulls=first\n");
    const CheckedPreferences clamped = Workspace(folder.path()).loadPreferences();
    QCOMPARE(clamped.preferences, (Preferences{0, qint64(16) << 20, NullsPlace::First}));
    QCOMPARE(clamped.notes.size(), 2);
}

void TestWorkspace::tellsThatPreferencesCouldNotBeWritten()
{
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("settings.ini")));
    QVERIFY(!Workspace(folder.path()).savePreferences({.rowLimit = 5}));
}

QTEST_GUILESS_MAIN(TestWorkspace)
#include "tst_workspace.moc"
