#include "app/application.h"
#include "tests/support/sqlitefixture.h"
#include "ui/panels.h"
#include "ui/querytab.h"
#include "ui/sqleditor.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace larder;

namespace {

/// Whether a person works with it by itself: parts that Qt makes for others are not meant.
bool isControl(const QWidget& widget)
{
    if (widget.objectName().startsWith(QStringLiteral("qt_"))
        || widget.objectName().startsWith(QStringLiteral("Scroll"))
        || qobject_cast<const QAbstractSpinBox*>(widget.parentWidget())
        || qobject_cast<const QComboBox*>(widget.parentWidget()))
        return false;
    const bool isKnown = qobject_cast<const QAbstractButton*>(&widget)
        || qobject_cast<const QLineEdit*>(&widget) || qobject_cast<const QComboBox*>(&widget)
        || qobject_cast<const QAbstractSpinBox*>(&widget) || qobject_cast<const QAbstractItemView*>(&widget);
    return isKnown && widget.focusPolicy() != Qt::NoFocus;
}

/// Whether it was put away until it has something to say; a page that another one covers was not.
bool isPutAway(const QWidget& widget)
{
    for (const QWidget* each = &widget; each; each = each->parentWidget()) {
        if (each->isHidden() && each->testAttribute(Qt::WA_WState_ExplicitShowHide)
            && !qobject_cast<const QStackedWidget*>(each->parentWidget()))
            return true;
    }
    return false;
}

QString pathOf(const QWidget& widget)
{
    QStringList path;
    for (const QWidget* each = &widget; each; each = each->parentWidget())
        path.prepend(QString::fromLatin1(each->metaObject()->className()) + u'#' + each->objectName());
    return path.join(QStringLiteral(" / "));
}

QString nameOf(QWidget& widget)
{
    const QAccessibleInterface* const interface = QAccessible::queryAccessibleInterface(&widget);
    return interface ? interface->text(QAccessible::Name) : QString();
}

} // namespace

/// Every control of the window says what it is, and every panel can be gone to by a key.
class TestAccessibleNames final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void everyControlHasAName();
    void everyPanelHasAKey();
};

void TestAccessibleNames::everyControlHasAName()
{
    const QTemporaryDir folder;
    const SqliteFixture file("CREATE TABLE t(v INTEGER); INSERT INTO t VALUES (1)");
    Application application(folder.path());
    application.start({.connections = {file.path()}});
    MainWindow& window = application.window();
    for (QDockWidget* const dock : window.findChildren<QDockWidget*>())
        dock->show();
    QTRY_VERIFY(window.tabs().current()->connection());
    window.tabs().currentQuery()->editor().setUtf8Text("SELECT * FROM t");
    window.tabs().current()->runStatement();
    QTRY_VERIFY(!window.tabs().current()->status().busy);
    QStringList nameless;
    int controls = 0;
    for (QWidget* const widget : window.findChildren<QWidget*>()) {
        if (!isControl(*widget) || isPutAway(*widget))
            continue;
        ++controls;
        if (nameOf(*widget).isEmpty())
            nameless << pathOf(*widget);
    }
    QVERIFY(controls > 50);
    QVERIFY2(nameless.isEmpty(), qPrintable(u'\n' + nameless.join(u'\n')));
}

void TestAccessibleNames::everyPanelHasAKey()
{
    const QTemporaryDir folder;
    Application application(folder.path());
    QStringList titles;
    for (const QDockWidget* const dock : application.window().findChildren<QDockWidget*>())
        titles << dock->windowTitle();
    QVERIFY(titles.size() >= 10);
    QList<QKeySequence> keys;
    for (const QAction* const action : application.window().findChildren<QAction*>()) {
        for (const QString& title : std::as_const(titles)) {
            if (action->text() == QStringLiteral("Go to %1").arg(title) && !action->shortcut().isEmpty()
                && !keys.contains(action->shortcut()))
                keys << action->shortcut();
        }
    }
    QCOMPARE(keys.size(), titles.size());
}

QTEST_MAIN(TestAccessibleNames)
#include "tst_accessiblenames.moc"
