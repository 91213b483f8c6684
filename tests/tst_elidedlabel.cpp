#include "ui/elidedlabel.h"

#include <QHelpEvent>
#include <QImage>
#include <QTest>
#include <QToolTip>

using namespace larder;

namespace {

const QString kText = QStringLiteral("read just now · <b>first</b> time seen");

struct Shown
{
    Shown()
    {
        label.setText(kText);
        label.resize(label.sizeHint());
        label.show();
    }

    [[nodiscard]] QString toolTip()
    {
        QToolTip::hideText();
        QHelpEvent event(QEvent::ToolTip, QPoint(5, 5), label.mapToGlobal(QPoint(5, 5)));
        QCoreApplication::sendEvent(&label, &event);
        return QToolTip::text();
    }

    ElidedLabel label;
};

} // namespace

class TestElidedLabel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsAllThatHasRoom();
    void endsInAnEllipsis();
    void tellsAllOfItInTheToolTip();
};

void TestElidedLabel::showsAllThatHasRoom()
{
    Shown shown;
    QVERIFY(!shown.label.isCut());
    QCOMPARE(shown.toolTip(), QString());
    QVERIFY(shown.label.minimumSizeHint().width() < shown.label.sizeHint().width() / 2);
}

void TestElidedLabel::endsInAnEllipsis()
{
    Shown shown;
    const QImage whole = shown.label.grab().toImage();
    const int width = shown.label.width() / 2;
    shown.label.resize(width, shown.label.height());
    QVERIFY(shown.label.isCut());
    QCOMPARE(shown.label.text(), kText);
    const QImage cut = shown.label.grab().toImage();
    const QRect start(0, 0, 20, cut.height());
    QCOMPARE(cut.copy(start), whole.copy(start));
    QVERIFY(cut != whole.copy(cut.rect()));
}

void TestElidedLabel::tellsAllOfItInTheToolTip()
{
    Shown shown;
    shown.label.resize(40, shown.label.height());
    QVERIFY(shown.toolTip().contains(QStringLiteral("&lt;b&gt;first")));
    shown.label.setToolTip(QStringLiteral("/data/shop.db"));
    QVERIFY(shown.toolTip().contains(QStringLiteral("seen")));
    QVERIFY(shown.toolTip().contains(QStringLiteral("/data/shop.db")));
}

QTEST_MAIN(TestElidedLabel)
#include "tst_elidedlabel.moc"
