#include "ui/connectiondialog.h"

#include "ui/connectionlist.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace larder;

namespace {

const auto kShop = QStringLiteral("postgresql://ann@db.example:5433/shop?sslmode=require&connect_timeout=5");

std::vector<ConnectionProfile> twoProfiles()
{
    ConnectionProfile shop = newProfile(kShop);
    shop.name = QStringLiteral("Shop");
    shop.folder = QStringLiteral("Work/Shops");
    ConnectionProfile file = newProfile(QStringLiteral("/data/a.db"));
    return {shop, file};
}

struct Bench
{
    explicit Bench(std::vector<ConnectionProfile> profiles = twoProfiles()) : dialog(std::move(profiles))
    {
        dialog.show();
    }

    template <typename Widget>
    Widget& child(const char* name)
    {
        auto* const found = dialog.findChild<Widget*>(QString::fromLatin1(name));
        if (!found)
            qFatal("no such control: %s", name);
        return *found;
    }
    QLineEdit& line(const char* name) { return child<QLineEdit>(name); }
    QPushButton& button(const char* name) { return child<QPushButton>(name); }
    QString note() { return child<QLabel>("connectionNote").text(); }
    void click(const char* name) { QTest::mouseClick(&button(name), Qt::LeftButton); }
    void type(const char* name, const char* text)
    {
        line(name).clear();
        QTest::keyClicks(&line(name), QString::fromUtf8(text));
    }
    void chooseServer()
    {
        auto& engine = child<QComboBox>("connectionEngine");
        engine.setFocus();
        QTest::keyClick(&engine, Qt::Key_Down);
    }
    void select(size_t profile)
    {
        child<ConnectionList>("connectionList").select(dialog.profiles()[profile].id);
    }

    /// Answers the dialog that asks for the file.
    void import(const std::vector<ConnectionProfile>& others)
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("connections.json"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(profilesJson(others)) > 0);
        file.close();
        QTimer::singleShot(0, qApp, [path] {
            auto* const chooser = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            chooser->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(path);
            QMetaObject::invokeMethod(chooser, "accept");
        });
        click("importConnections");
    }

    ConnectionDialog dialog;
};

void answer(const QString& text)
{
    QTimer::singleShot(0, qApp, [text] {
        const auto* const box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        for (QAbstractButton* const button : box->buttons()) {
            if (button->text() == text)
                button->click();
        }
    });
}

} // namespace

class TestConnectionDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void showsWhatIsKept();
    void whatIsTypedHoldsAtOnce();
    void leavesWhatItDoesNotKnowAsItIs();
    void aNewOneIsKeptWhenItNamesADatabase();
    void saysWhatIsMissing();
    void keepsTheTunnelOfAnyServer();
    void refusesAPasswordInTheOptions();
    void editsAConnectionByOdbc();
    void duplicates();
    void removesWhenSure();
    void findsByNameFolderAndAddress();
    void editsNothingThatTheSearchHides();
    void testsAndOpensTheCurrentOne();
    void everyControlHasAName();
    void noKeyMeansTwoControls();
    void aNewOneIsSelectedAndInView();
    void theFieldsStandInOneColumn_data();
    void theFieldsStandInOneColumn();
    void exportsOnlyWhatThereIs();
    void importSkipsWhatIsThere();
    void importAddsAStricterMark();
    void aTestLeavesTheFocusAndIsToldOfItsConnectionOnly();
};

void TestConnectionDialog::showsWhatIsKept()
{
    Bench bench;
    bench.select(0);
    QCOMPARE(bench.line("connectionHost").text(), QStringLiteral("db.example"));
    QCOMPARE(bench.child<QSpinBox>("connectionPort").value(), 5433);
    QCOMPARE(bench.line("connectionDatabase").text(), QStringLiteral("shop"));
    QCOMPARE(bench.line("connectionUser").text(), QStringLiteral("ann"));
    QCOMPARE(bench.child<QComboBox>("connectionTls").currentText(), QStringLiteral("require"));
    QCOMPARE(bench.line("connectionOptions").text(), QStringLiteral("connect_timeout=5"));
    QCOMPARE(bench.line("connectionFolder").text(), QStringLiteral("Work/Shops"));
    QVERIFY(bench.line("connectionHost").isVisible());
    bench.select(1);
    QVERIFY(!bench.line("connectionHost").isVisible());
    QCOMPARE(
        bench.child<QWidget>("connectionFile").findChild<QLineEdit*>()->text(), QStringLiteral("/data/a.db"));
}

void TestConnectionDialog::whatIsTypedHoldsAtOnce()
{
    Bench bench;
    bench.select(0);
    QSignalSpy changed(&bench.dialog, &ConnectionDialog::profilesChanged);
    bench.type("connectionDatabase", "bank");
    QVERIFY(changed.size() > 0);
    QCOMPARE(bench.dialog.profiles()[0].address,
        QStringLiteral("postgresql://ann@db.example:5433/bank?sslmode=require&connect_timeout=5"));
    QTest::mouseClick(&bench.child<QCheckBox>("connectionReadOnly"), Qt::LeftButton, {}, QPoint(8, 8));
    QVERIFY(bench.dialog.profiles()[0].readOnly);
    bench.type("connectionSsh", "me@bastion");
    QCOMPARE(
        parseConnectionTarget(bench.dialog.profiles()[0].address).value().ssh, QStringLiteral("me@bastion"));
    bench.type("connectionSsh", "-oProxyCommand=x");
    QVERIFY2(bench.note().contains(QStringLiteral("ssh=user@host")), qPrintable(bench.note()));
    QCOMPARE(bench.dialog.profiles().size(), size_t(2));
}

void TestConnectionDialog::keepsTheTunnelOfAnyServer()
{
    Bench bench;
    bench.select(0);
    bench.type("connectionSsh", "me@bastion");
    auto& engine = bench.child<QComboBox>("connectionEngine");
    engine.setCurrentIndex(engine.findText(QStringLiteral("MariaDB/MySQL")));
    Q_EMIT engine.activated(engine.currentIndex());
    const QString address = bench.dialog.profiles()[0].address;
    QVERIFY2(address.startsWith(QStringLiteral("mariadb://")), qPrintable(address));
    QVERIFY2(address.contains(QStringLiteral("ssh=me")), qPrintable(address));
}

void TestConnectionDialog::leavesWhatItDoesNotKnowAsItIs()
{
    ConnectionProfile profile = newProfile(QStringLiteral(
        "postgresql://a%40b@[::1]/x?application_name=a%26b%3Dc%25%2B&sslrootcert=/a%20b.pem&ssh=bastion"));
    profile.colour = QColor(1, 2, 3);
    Bench bench({profile});
    bench.type("connectionName", "X");
    profile.name = QStringLiteral("X");
    const ConnectionProfile typed = bench.dialog.profiles()[0];
    const ConnectionTarget before = parseConnectionTarget(profile.address).value();
    const ConnectionTarget after = parseConnectionTarget(typed.address).value();
    QCOMPARE(after.user, before.user);
    QCOMPARE(after.host, before.host);
    QCOMPARE(after.ssh, QStringLiteral("bastion"));
    auto sorted = [](auto options) {
        std::sort(options.begin(), options.end());
        return options;
    };
    QVERIFY(sorted(after.options) == sorted(before.options));
    QCOMPARE(typed.colour, profile.colour);
    QCOMPARE(typed.id, profile.id);
}

void TestConnectionDialog::aNewOneIsKeptWhenItNamesADatabase()
{
    Bench bench(std::vector<ConnectionProfile>{});
    QVERIFY(bench.dialog.profiles().empty());
    QVERIFY(!bench.button("openConnection").isEnabled());
    bench.chooseServer();
    bench.type("connectionHost", "db.example");
    QCOMPARE(bench.dialog.profiles().size(), size_t(1));
    QCOMPARE(bench.dialog.profiles()[0].address, QStringLiteral("postgresql://db.example/"));
    QVERIFY(bench.button("openConnection").isEnabled());
    bench.type("connectionUser", "b@x");
    QCOMPARE(bench.dialog.profiles().size(), size_t(1));
    QCOMPARE(parseConnectionTarget(bench.dialog.profiles()[0].address).value().user, QStringLiteral("b@x"));
    bench.click("newConnection");
    QCOMPARE(bench.line("connectionUser").text(), QString());
    QCOMPARE(bench.dialog.profiles().size(), size_t(1));
}

void TestConnectionDialog::saysWhatIsMissing()
{
    Bench bench(std::vector<ConnectionProfile>{});
    bench.type("connectionName", "Shop");
    QVERIFY2(bench.note().contains(QStringLiteral("Choose a file")), qPrintable(bench.note()));
    QVERIFY(bench.dialog.profiles().empty());
    QTest::keyClicks(bench.child<QWidget>("connectionFile").findChild<QLineEdit*>(), QStringLiteral("/b.db"));
    QCOMPARE(bench.note(), QString());
    QCOMPARE(bench.dialog.profiles().at(0).address, QStringLiteral("/b.db"));
    QCOMPARE(bench.dialog.profiles().at(0).name, QStringLiteral("Shop"));
}

void TestConnectionDialog::refusesAPasswordInTheOptions()
{
    Bench bench;
    bench.select(0);
    bench.type("connectionOptions", "password=s3cret");
    QVERIFY2(bench.note().contains(QStringLiteral("password")), qPrintable(bench.note()));
    QVERIFY(!bench.note().contains(QStringLiteral("s3cret")));
    QVERIFY(!bench.dialog.profiles()[0].address.contains(QStringLiteral("s3cret")));
    QVERIFY(!bench.button("openConnection").isEnabled());
}

void TestConnectionDialog::editsAConnectionByOdbc()
{
    Bench bench({newProfile(QStringLiteral("odbc://ann@Shop/?Database=x"))});
    bench.dialog.setOdbcSources({QStringLiteral("Shop"), QStringLiteral("Stock")});
    bench.select(0);
    QCOMPARE(bench.child<QComboBox>("connectionEngine").currentText(), QStringLiteral("ODBC"));
    QCOMPARE(bench.child<QComboBox>("odbcSource").currentText(), QStringLiteral("Shop"));
    QCOMPARE(bench.line("odbcUser").text(), QStringLiteral("ann"));
    QCOMPARE(bench.line("odbcString").text(), QStringLiteral("Database=x"));
    bench.child<QComboBox>("odbcSource").setCurrentIndex(1);
    QCOMPARE(bench.dialog.profiles()[0].address, QStringLiteral("odbc://ann@Stock/?Database=x"));
    bench.type("odbcString", "Driver={A B};PWD=s3cret");
    QVERIFY2(!bench.note().contains(QStringLiteral("s3cret")), qPrintable(bench.note()));
    QVERIFY2(bench.note().contains(QStringLiteral("password")), qPrintable(bench.note()));
    QVERIFY(!bench.dialog.profiles()[0].address.contains(QStringLiteral("s3cret")));
    bench.type("odbcString", "Driver={A B}");
    bench.child<QComboBox>("odbcSource").setEditText({});
    QCOMPARE(bench.dialog.profiles()[0].address, QStringLiteral("odbc://ann@/?Driver=A%20B"));
}

void TestConnectionDialog::duplicates()
{
    Bench bench;
    bench.select(0);
    bench.click("duplicateConnection");
    QCOMPARE(bench.dialog.profiles().size(), size_t(3));
    const ConnectionProfile& copy = bench.dialog.profiles()[2];
    QCOMPARE(copy.name, QStringLiteral("Shop (copy)"));
    QCOMPARE(copy.address, bench.dialog.profiles()[0].address);
    QVERIFY(copy.id != bench.dialog.profiles()[0].id);
    QCOMPARE(bench.line("connectionName").text(), copy.name);
}

void TestConnectionDialog::removesWhenSure()
{
    Bench bench;
    bench.select(0);
    answer(QStringLiteral("Cancel"));
    bench.click("removeConnection");
    QCOMPARE(bench.dialog.profiles().size(), size_t(2));
    answer(QStringLiteral("Remove"));
    bench.click("removeConnection");
    QCOMPARE(bench.dialog.profiles().size(), size_t(1));
    QCOMPARE(bench.dialog.profiles()[0].address, QStringLiteral("/data/a.db"));
}

void TestConnectionDialog::findsByNameFolderAndAddress()
{
    Bench bench;
    const auto shown = [&] {
        QStringList labels;
        for (QTreeWidgetItemIterator each(&bench.child<ConnectionList>("connectionList")); *each; ++each) {
            if (!(*each)->isHidden())
                labels << (*each)->text(0);
        }
        return labels.join(QStringLiteral(", "));
    };
    QCOMPARE(shown(), QStringLiteral("Work, Shops, Shop, a.db"));
    for (const char* text : {"shops", "EXAMPLE"}) {
        bench.type("connectionSearch", text);
        QCOMPARE(shown(), QStringLiteral("Work, Shops, Shop"));
    }
    bench.type("connectionSearch", "a.db");
    QCOMPARE(shown(), QStringLiteral("a.db"));
}

void TestConnectionDialog::editsNothingThatTheSearchHides()
{
    Bench bench;
    auto& list = bench.child<ConnectionList>("connectionList");
    bench.select(0);
    QCOMPARE(bench.line("connectionFolder").text(), QStringLiteral("Work/Shops"));
    bench.type("connectionSearch", "shop");
    QCOMPARE(list.currentItem()->text(0), QStringLiteral("Shop"));
    bench.type("connectionSearch", "a.db");
    QCOMPARE(list.currentItem()->text(0), QStringLiteral("a.db"));
    QCOMPARE(bench.line("connectionFolder").text(), QString());
    bench.type("connectionSearch", "nothing like this");
    QVERIFY(!list.currentItem());
    QVERIFY(!bench.line("connectionFolder").isEnabled());
}

void TestConnectionDialog::testsAndOpensTheCurrentOne()
{
    Bench bench;
    bench.select(0);
    QSignalSpy tested(&bench.dialog, &ConnectionDialog::testRequested);
    bench.click("testConnection");
    QCOMPARE(tested.size(), 1);
    QVERIFY(tested[0][0].value<ConnectionProfile>() == bench.dialog.profiles()[0]);
    bench.dialog.showTest(bench.dialog.profiles()[0], QStringLiteral("It answers."));
    QCOMPARE(bench.note(), QStringLiteral("It answers."));
    QSignalSpy opened(&bench.dialog, &ConnectionDialog::openRequested);
    bench.click("openConnection");
    QCOMPARE(opened.size(), 1);
    QVERIFY(!bench.dialog.isVisible());
}

void TestConnectionDialog::everyControlHasAName()
{
    Bench bench;
    for (const QWidget* const widget : bench.dialog.findChildren<QWidget*>()) {
        const bool isControl = qobject_cast<const QLineEdit*>(widget)
            || qobject_cast<const QComboBox*>(widget) || qobject_cast<const QSpinBox*>(widget)
            || qobject_cast<const QToolButton*>(widget);
        const bool isPart = widget->objectName().startsWith(QStringLiteral("qt_"))
            || qobject_cast<const QLineEdit*>(widget->parentWidget());
        if (isControl && !isPart)
            QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
    }
}

void TestConnectionDialog::noKeyMeansTwoControls()
{
    Bench bench;
    bench.select(0);
    QStringList keys;
    const auto note = [&keys](const QWidget* control, const QString& text) {
        if (const QKeySequence key = QKeySequence::mnemonic(text); !key.isEmpty() && control->isVisible())
            keys << key.toString();
    };
    for (const QAbstractButton* const button : bench.dialog.findChildren<QAbstractButton*>())
        note(button, button->text());
    for (const QLabel* const label : bench.dialog.findChildren<QLabel*>())
        note(label, label->text());
    QVERIFY(keys.size() > 12);
    const qsizetype all = keys.size();
    QVERIFY2(keys.removeDuplicates() == 0, qPrintable(QStringLiteral("%1 keys").arg(all)));
}

void TestConnectionDialog::aNewOneIsSelectedAndInView()
{
    std::vector<ConnectionProfile> many;
    for (int i = 0; i < 100; ++i)
        many.push_back(newProfile(QStringLiteral("/data/%1.db").arg(i)));
    Bench bench(many);
    auto& list = bench.child<ConnectionList>("connectionList");
    bench.line("connectionSearch").setText(QStringLiteral("77"));
    bench.click("newConnection");
    bench.chooseServer();
    bench.type("connectionHost", "zebra.example");
    QVERIFY(list.currentItem());
    QCOMPARE(list.currentItem()->text(0), QStringLiteral("zebra.example"));
    QVERIFY(!list.currentItem()->isHidden());
    QVERIFY(list.viewport()->rect().contains(list.visualItemRect(list.currentItem())));
}

void TestConnectionDialog::theFieldsStandInOneColumn_data()
{
    QTest::addColumn<QString>("address");
    QTest::newRow("file") << QStringLiteral("/data/a.db");
    QTest::newRow("server") << kShop;
    QTest::newRow("ODBC") << QStringLiteral("odbc://source");
}

void TestConnectionDialog::theFieldsStandInOneColumn()
{
    QFETCH(QString, address);
    Bench bench({newProfile(address)});
    bench.select(0);
    QVERIFY(QTest::qWaitForWindowExposed(&bench.dialog));
    std::map<int, QStringList> places;
    for (const char* const name : {"connectionName", "connectionEngine", "connectionFile", "connectionHost",
             "connectionTls", "odbcSource", "odbcString", "connectionFolder", "connectionReadOnly"}) {
        const auto& field = bench.child<QWidget>(name);
        if (field.isVisible())
            places[field.mapTo(&bench.dialog, QPoint()).x()] << QLatin1String(name);
    }
    for (const auto& [x, names] : places)
        QVERIFY2(places.size() == 1, qPrintable(QStringLiteral("%1: %2").arg(x).arg(names.join(u' '))));
}

void TestConnectionDialog::exportsOnlyWhatThereIs()
{
    Bench empty({});
    QVERIFY(!empty.button("exportConnections").isEnabled());
    empty.chooseServer();
    empty.type("connectionHost", "db.example");
    QVERIFY(empty.button("exportConnections").isEnabled());
    Bench bench;
    QVERIFY(bench.button("exportConnections").isEnabled());
}

void TestConnectionDialog::importSkipsWhatIsThere()
{
    Bench bench;
    std::vector<ConnectionProfile> others = twoProfiles();
    others.push_back(newProfile(QStringLiteral("/data/b.db")));
    others.push_back(others.back());
    bench.import(others);
    QCOMPARE(bench.dialog.profiles().size(), size_t(3));
    QCOMPARE(bench.dialog.profiles().back().address, QStringLiteral("/data/b.db"));
    QCOMPARE(bench.note(), QStringLiteral("1 connection imported. Already there: 3."));
}

// What was protected where it comes from must not be open here.
void TestConnectionDialog::importAddsAStricterMark()
{
    Bench bench;
    std::vector<ConnectionProfile> others = twoProfiles();
    others[0].readOnly = true;
    bench.import(others);
    QCOMPARE(bench.dialog.profiles().size(), size_t(3));
    QVERIFY(bench.dialog.profiles().back().readOnly);
}

void TestConnectionDialog::aTestLeavesTheFocusAndIsToldOfItsConnectionOnly()
{
    Bench bench;
    bench.select(0);
    bench.dialog.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&bench.dialog));
    QSignalSpy asked(&bench.dialog, &ConnectionDialog::testRequested);
    bench.button("testConnection").setFocus();
    for (int i = 0; i < 2; ++i)
        QTest::keyClick(&bench.button("testConnection"), Qt::Key_Space);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(QApplication::focusWidget(), &bench.button("testConnection"));
    bench.dialog.showTest(bench.dialog.profiles()[0], QStringLiteral("no"));
    QCOMPARE(QApplication::focusWidget(), &bench.button("testConnection"));
    QTest::keyClick(&bench.button("testConnection"), Qt::Key_Space);
    QCOMPARE(asked.size(), 2);
    // One that takes its time does not stand in the way of another.
    bench.select(1);
    QTest::keyClick(&bench.button("testConnection"), Qt::Key_Space);
    QCOMPARE(asked.size(), 3);
    bench.dialog.showTest(bench.dialog.profiles()[0], QStringLiteral("It answers."));
    QVERIFY(bench.note() != QStringLiteral("It answers."));
}

QTEST_MAIN(TestConnectionDialog)
#include "tst_connectiondialog.moc"
