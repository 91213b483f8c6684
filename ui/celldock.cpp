#include "ui/celldock.h"

#include "models/quantitytext.h"
#include "models/valuetext.h"
#include "ui/noticebar.h"
#include "ui/valuefilesaver.h"
#include "ui/valuepages.h"

#include <QClipboard>
#include <QComboBox>
#include <QDataStream>
#include <QGuiApplication>
#include <QLabel>
#include <QMimeData>
#include <QToolButton>
#include <QVBoxLayout>

namespace larder {

namespace {

constexpr qint64 kFirstBytes = qint64(1) << 20;
constexpr qint64 kMostTextBytes = qint64(16) << 20;
constexpr qint64 kMostCopiedBytes = qint64(16) << 20;
constexpr int kAutomatic = -1;
constexpr auto kPatience = std::chrono::milliseconds(150);

bool isTextView(ValueView view)
{
    return view == ValueView::Text || view == ValueView::Json || view == ValueView::Xml;
}

QLabel* createLabel(const QString& name, const QString& accessibleName, QWidget* parent)
{
    auto* const label = new QLabel(parent);
    label->setObjectName(name);
    label->setAccessibleName(accessibleName);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

CellDock::CellDock(QWidget* parent) : QDockWidget(tr("Cell value"), parent)
{
    setObjectName(QStringLiteral("cellDock"));
    auto* const content = new QWidget(this);
    createControls(content);
    createLayout(content);
    setWidget(content);
    setFocusProxy(m_pages);
    connectParts();
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience);
    setValue({});
    enableControls();
}

CellDock::~CellDock() = default;

void CellDock::createControls(QWidget* parent)
{
    m_title = createLabel(QStringLiteral("cellTitle"), tr("Column"), parent);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_facts = createLabel(QStringLiteral("cellFacts"), tr("Type and length"), parent);
    m_status = createLabel(QStringLiteral("cellStatus"), tr("Place"), parent);
    m_views = new QComboBox(parent);
    m_views->setObjectName(QStringLiteral("cellViews"));
    m_views->setAccessibleName(tr("View"));
    m_views->setToolTip(tr("How the value is shown"));
    m_views->addItem(tr("Automatic"));
    const std::pair<QString, ValueView> views[]{{tr("Text"), ValueView::Text}, {tr("JSON"), ValueView::Json},
        {tr("XML"), ValueView::Xml}, {tr("Hex"), ValueView::Hex}, {tr("Image"), ValueView::Image}};
    for (const auto& [text, view] : views)
        m_views->addItem(text, int(view));
    m_wrap = createButton(QStringLiteral("cellWrap"), tr("Wrap"), tr("Break long lines"));
    m_wrap->setCheckable(true);
    m_fit = createButton(
        QStringLiteral("cellFit"), tr("Fit"), tr("Show the whole image, or each of its pixels"));
    m_fit->setCheckable(true);
    m_fit->setChecked(true);
    m_copy = createButton(QStringLiteral("cellCopy"), tr("Copy"), tr("Copy the exact value"));
    m_save = createButton(QStringLiteral("cellSave"), tr("Save…"), tr("Save the exact bytes to a file"));
    m_notice = new NoticeBar(QStringLiteral("cellNotice"), parent);
    m_saveNotice = new NoticeBar(QStringLiteral("cellSaveNotice"), parent);
    m_pages = new ValuePages(parent);
    m_saver = new ValueFileSaver(*m_saveNotice, this);
}

void CellDock::createLayout(QWidget* content)
{
    auto* const controls = new QHBoxLayout;
    controls->addWidget(m_views);
    controls->addWidget(m_wrap);
    controls->addWidget(m_fit);
    controls->addStretch(1);
    controls->addWidget(m_copy);
    controls->addWidget(m_save);
    auto* const layout = new QVBoxLayout(content);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->setSpacing(4);
    layout->addWidget(m_title);
    layout->addWidget(m_facts);
    layout->addLayout(controls);
    layout->addWidget(m_notice);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_status);
    layout->addWidget(m_saveNotice);
}

QToolButton* CellDock::createButton(const QString& name, const QString& text, const QString& tip)
{
    auto* const button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleName(text);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

void CellDock::connectParts()
{
    connect(this, &QDockWidget::visibilityChanged, this, &CellDock::visibilityChanges);
    connect(m_views, &QComboBox::currentIndexChanged, this, [this] { read(kFirstBytes); });
    connect(m_wrap, &QToolButton::toggled, m_pages, &ValuePages::setWrapped);
    connect(m_fit, &QToolButton::toggled, m_pages, &ValuePages::setFitted);
    connect(m_copy, &QToolButton::clicked, this, &CellDock::copy);
    connect(m_save, &QToolButton::clicked, this,
        [this] { m_saver->askAndSave(m_value, valueFileName(m_value, m_view)); });
    connect(m_saver, &ValueFileSaver::busyChanged, this, &CellDock::enableControls);
    connect(m_notice, &NoticeBar::actionTriggered, this, [this] { read(kMostTextBytes); });
    connect(m_pages, &ValuePages::told, m_status, &QLabel::setText);
    connect(&m_reader, &ValueReader::contentRead, this, &CellDock::showContent);
    connect(&m_reader, &ValueReader::factsRead, this, [this](const ValueFacts& facts) { showFacts(facts); });
    connect(&m_patience, &QTimer::timeout, this, [this] {
        showFacts(std::nullopt);
        m_notice->say({});
        m_pages->showMessage(tr("Reading…"));
    });
}

void CellDock::setValue(const CellValue& value)
{
    const bool same = value.isValid() && value.isSameAs(m_value);
    // Also if it is the same: the result that held it before may go.
    m_value = value;
    if (!same)
        read(kFirstBytes);
}

std::optional<ValueView> CellDock::chosenView() const
{
    const QVariant view = m_views->currentData();
    return view.isValid() ? std::optional(ValueView(view.toInt())) : std::nullopt;
}

void CellDock::chooseView(const std::optional<ValueView>& view)
{
    m_views->setCurrentIndex(view ? m_views->findData(int(*view)) : 0);
}

QByteArray CellDock::saveState() const
{
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    out << qint32(chosenView() ? int(*chosenView()) : kAutomatic) << m_wrap->isChecked();
    return state;
}

void CellDock::restoreState(const QByteArray& state)
{
    QDataStream in(state);
    qint32 view = kAutomatic;
    bool wrap = false;
    in >> view >> wrap;
    if (in.status() != QDataStream::Ok)
        return;
    m_views->setCurrentIndex(qMax(0, m_views->findData(view)));
    m_wrap->setChecked(wrap);
}

void CellDock::present()
{
    show();
    raise();
}

void CellDock::visibilityChanges(bool visible)
{
    m_onScreen = visible;
    if (!visible)
        setValue({});
}

void CellDock::read(qint64 limitBytes)
{
    m_reader.cancel();
    m_patience.stop();
    const bool reads = m_value.isValid() && !m_value.cell().isNull()
        && (isNumber(m_value.cell().type) || !m_value.cell().bytes.isEmpty());
    if (reads) {
        m_reader.read({m_value, chosenView(), limitBytes});
        m_patience.start();
        enableControls();
        return;
    }
    showFacts(std::nullopt);
    m_notice->say({});
    m_view = ValueView::Text;
    if (!m_value.isValid())
        m_pages->showMessage(tr("No cell is selected."));
    else if (m_value.cell().isNull())
        m_pages->showMessage(QStringLiteral("NULL"));
    else
        m_pages->showMessage(m_value.cell().type == CellType::Text ? tr("Empty text") : tr("Empty BLOB"));
    enableControls();
}

void CellDock::showContent(const ValueContent& content)
{
    m_patience.stop();
    m_view = content.view;
    m_status->clear();
    showFacts(std::nullopt);
    showNotice(content);
    m_pages->show(content);
    if (content.view == ValueView::Image && content.image)
        m_status->setText(content.image.value().description);
    enableControls();
}

void CellDock::showFacts(const std::optional<ValueFacts>& facts)
{
    m_title->setText(m_value.isValid() ? m_value.info().name : QString());
    m_facts->setText(m_value.isValid() ? valueFactsText(m_value, facts) : QString());
    m_status->setVisible(m_value.isValid());
}

void CellDock::showNotice(const ValueContent& content)
{
    if (!isTextView(content.view)) {
        m_notice->say({});
        return;
    }
    QStringList sentences;
    if (content.fault) {
        sentences << tr("Not %1, shown as it stands. Line %2, column %3: %4")
                         .arg(content.view == ValueView::Json ? tr("JSON") : tr("XML"))
                         .arg(content.fault->line)
                         .arg(content.fault->column)
                         .arg(content.fault->why);
    }
    const qint64 size = CellBytes(content.value.cell()).view().size();
    const PrettyText& shown = content.pretty;
    const bool loadable
        = shown.cut && !shown.longLine && size <= kMostTextBytes && shown.text.size() <= kFirstBytes;
    if (shown.cut)
        sentences << tr("First %1 of %2.").arg(bytesText(shown.text.size()), bytesText(size));
    if (shown.longLine)
        sentences << tr(
            "Its last line here is too long for this view; Hex shows every byte, and Save writes them.");
    else if (shown.cut && !loadable)
        sentences << tr("More than %1 is too much for this view; Hex shows every byte, and Save writes them.")
                         .arg(bytesText(kMostTextBytes));
    m_notice->say(sentences.join(u' '), loadable ? tr("Load all") : QString());
}

void CellDock::enableControls()
{
    const bool stored = m_value.isValid() && !m_value.cell().isNull();
    const qint64 size = stored ? m_value.cell().bytes.size() : 0;
    m_copy->setEnabled(stored && size <= kMostCopiedBytes);
    m_copy->setToolTip(size <= kMostCopiedBytes
            ? tr("Copy the exact value")
            : tr("%1 are too much for the clipboard; save to a file instead").arg(bytesText(size)));
    m_save->setEnabled(stored && !m_saver->isBusy());
    m_wrap->setVisible(isTextView(m_view) && m_pages->message().isEmpty());
    m_fit->setVisible(m_view == ValueView::Image && m_pages->message().isEmpty());
}

void CellDock::copy()
{
    const Cell cell = m_value.cell();
    auto* const copied = new QMimeData;
    copied->setText(QString::fromUtf8(cellExactText(cell)));
    // Text that is no UTF-8, and BLOBs, are exact in this form only.
    if (cell.type == CellType::Blob || !QByteArrayView(cell.bytes).isValidUtf8())
        copied->setData(QStringLiteral("application/octet-stream"), cell.bytes.toByteArray());
    QGuiApplication::clipboard()->setMimeData(copied);
}

} // namespace larder
