#include "ui/valuepages.h"

#include "tests/support/results.h"
#include "ui/hexview.h"
#include "ui/imageview.h"
#include "ui/valuetextview.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

CellValue bytes()
{
    return {resultOf({QStringLiteral("a")}, {{blob("abc")}}), 0, 0};
}

} // namespace

class TestValuePages final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void showsAPageForEachView();
    void saysWhyAnImageCannotBeShown();
    void holdsNoValueThatIsNotOnScreen();
    void keepsTheFocusWhenThePageChanges();
};

void TestValuePages::showsAPageForEachView()
{
    ValuePages pages;
    QCOMPARE(pages.message(), QString());
    pages.show({.view = ValueView::Json, .pretty = {.text = "{}"}});
    QCOMPARE(qobject_cast<ValueTextView*>(pages.currentWidget())->text(), QStringLiteral("{}"));
    pages.show({.value = bytes(), .view = ValueView::Hex});
    QVERIFY(qobject_cast<HexView*>(pages.currentWidget())->selection());
    DecodedImage image;
    image.image = QImage(8, 6, QImage::Format_RGB32);
    pages.show({.view = ValueView::Image, .image = image});
    QVERIFY(qobject_cast<ImageView*>(pages.currentWidget()));
    pages.showMessage(QStringLiteral("NULL"));
    QCOMPARE(pages.message(), QStringLiteral("NULL"));
}

void TestValuePages::saysWhyAnImageCannotBeShown()
{
    ValuePages pages;
    const Error error{QStringLiteral("what"), QStringLiteral("why"), {}, {}};
    pages.show({.view = ValueView::Image, .image = error});
    QCOMPARE(pages.message(), errorText(error));
}

void TestValuePages::holdsNoValueThatIsNotOnScreen()
{
    ValuePages pages;
    const CellValue value = bytes();
    pages.show({.value = value, .view = ValueView::Hex});
    QVERIFY(value.result.use_count() > 1);
    pages.show({.view = ValueView::Text, .pretty = {.text = "text"}});
    QCOMPARE(value.result.use_count(), 1);
    pages.showMessage(QStringLiteral("NULL"));
    QCOMPARE(pages.findChild<ValueTextView*>()->text(), QString());
}

void TestValuePages::keepsTheFocusWhenThePageChanges()
{
    ValuePages pages;
    pages.resize(300, 200);
    static_cast<QWidget&>(pages).show();
    pages.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&pages));
    pages.show({.value = bytes(), .view = ValueView::Hex});
    pages.currentWidget()->setFocus();
    QVERIFY(pages.currentWidget()->hasFocus());
    pages.show({.view = ValueView::Text, .pretty = {.text = "text"}});
    QVERIFY(pages.currentWidget()->hasFocus());
}

QTEST_MAIN(TestValuePages)
#include "tst_valuepages.moc"
