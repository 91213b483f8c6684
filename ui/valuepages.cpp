#include "ui/valuepages.h"

#include "ui/hexview.h"
#include "ui/imageview.h"
#include "ui/valuetextview.h"

#include <QLabel>

namespace larder {

ValuePages::ValuePages(QWidget* parent)
    : QStackedWidget(parent)
    , m_message(new QLabel(this))
    , m_text(new ValueTextView(this))
    , m_hex(new HexView(this))
    , m_image(new ImageView(this))
{
    m_message->setObjectName(QStringLiteral("valueMessage"));
    m_message->setAccessibleName(tr("Value"));
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setForegroundRole(QPalette::PlaceholderText);
    m_message->setFocusPolicy(Qt::StrongFocus);
    QFont font = m_message->font();
    font.setItalic(true);
    m_message->setFont(font);
    for (QWidget* const page : std::initializer_list<QWidget*>{m_message, m_text, m_hex, m_image})
        addWidget(page);
    connect(m_hex, &HexView::told, this, &ValuePages::told);
    showPage(m_message);
}

void ValuePages::show(const ValueContent& content)
{
    switch (content.view) {
    case ValueView::Text:
    case ValueView::Json:
    case ValueView::Xml:
        m_text->setContent(content.pretty, content.view);
        return showPage(m_text);
    case ValueView::Hex:
        m_hex->setValue(content.value);
        return showPage(m_hex);
    case ValueView::Image:
        if (!content.image)
            return showMessage(errorText(content.image.error()));
        m_image->setImage(content.image.value());
        return showPage(m_image);
    }
}

void ValuePages::showMessage(const QString& text)
{
    m_message->setText(text);
    showPage(m_message);
}

QString ValuePages::message() const
{
    return currentWidget() == m_message ? m_message->text() : QString();
}

void ValuePages::setWrapped(bool wrapped)
{
    m_text->setWrapped(wrapped);
}

void ValuePages::setFitted(bool fitted)
{
    m_image->setFitted(fitted);
}

void ValuePages::clearOthers(const QWidget* kept)
{
    if (kept != m_text)
        m_text->clearContent();
    if (kept != m_hex)
        m_hex->setValue({});
    if (kept != m_image)
        m_image->setImage({});
}

void ValuePages::showPage(QWidget* page)
{
    const bool focused = currentWidget() && currentWidget()->hasFocus();
    clearOthers(page);
    setCurrentWidget(page);
    setFocusProxy(page);
    if (focused)
        page->setFocus();
}

} // namespace larder
