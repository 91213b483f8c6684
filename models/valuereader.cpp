#include "models/valuereader.h"

#include "cache/handover.h"
#include "models/jsonpretty.h"
#include "models/magicguess.h"
#include "models/xmlpretty.h"

#include <QImageReader>

#include <algorithm>

namespace larder {

namespace {

// As far as the layout of one line takes less than a frame or two.
constexpr qsizetype kLongestLine = 32'768;

/// The first byte of @p text that is no blank; 0 if there is none.
char firstLetter(QByteArrayView text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    const QByteArrayView rest = text.startsWith("\xef\xbb\xbf") ? text.sliced(3) : text;
    const auto found = std::find_if_not(rest.begin(), rest.end(), isBlank);
    return found == rest.end() ? '\0' : *found;
}

bool beginsLikeJson(QByteArrayView text)
{
    const char first = firstLetter(text);
    return first == '{' || first == '[';
}

bool beginsLikeShownImage(QByteArrayView bytes)
{
    const auto guess = guessByMagic(bytes);
    return guess && guess->isImage
        && QImageReader::supportedImageFormats().contains(guess->extension.toLatin1());
}

/// What the value is most likely; JSON is to be proven.
ValueView likelyView(const Cell& value)
{
    if (value.type == CellType::Blob)
        return beginsLikeShownImage(value.bytes) ? ValueView::Image : ValueView::Hex;
    if (value.type != CellType::Text)
        return ValueView::Text;
    if (firstLetter(value.bytes) == '<')
        return ValueView::Xml;
    return beginsLikeJson(value.bytes) ? ValueView::Json : ValueView::Text;
}

/// @p bytes as they stand, up to the limit.
PrettyText plainText(QByteArrayView bytes, qint64 limitBytes)
{
    const QByteArrayView shown = bytes.first(wholeUtf8Prefix(bytes, qsizetype(limitBytes)));
    return {.text = repairedUtf8(shown), .cut = shown.size() < bytes.size()};
}

/// Ends @p text within the first line that would take long to lay out.
void cutLongLine(PrettyText& pretty)
{
    for (qsizetype begin = 0, end = 0; begin < pretty.text.size(); begin = end + 1) {
        end = pretty.text.indexOf('\n', begin);
        if (end < 0)
            end = pretty.text.size();
        if (end - begin <= kLongestLine)
            continue;
        pretty.text.truncate(wholeUtf8Prefix(pretty.text, begin + kLongestLine));
        pretty.cut = true;
        pretty.longLine = true;
        return;
    }
}

void setText(
    ValueContent& content, QByteArrayView bytes, const ValueRequest& request, const std::stop_token& stop)
{
    if (content.view != ValueView::Text) {
        auto pretty = content.view == ValueView::Json ? prettyJson(bytes, request.limitBytes, stop)
                                                      : prettyXml(bytes, request.limitBytes, stop);
        if (auto* const text = std::get_if<PrettyText>(&pretty)) {
            text->text = repairedUtf8(text->text);
            content.pretty = std::move(*text);
        } else if (!request.view && content.view == ValueView::Json) {
            content.view = ValueView::Text;
        } else {
            content.fault = std::get<TextFault>(pretty);
        }
    }
    if (content.view == ValueView::Text || content.fault)
        content.pretty = plainText(bytes, request.limitBytes);
    cutLongLine(content.pretty);
}

ValueContent contentOf(const ValueRequest& request, const std::stop_token& stop)
{
    const Cell cell = request.value.cell();
    const CellBytes bytes(cell);
    ValueContent content{.value = request.value, .view = request.view ? *request.view : likelyView(cell)};
    if (content.view == ValueView::Image)
        content.image = decodeImage(bytes.view());
    else if (content.view != ValueView::Hex)
        setText(content, bytes.view(), request, stop);
    return content;
}

} // namespace

ValueReader::ValueReader(QObject* parent) : QObject(parent)
{
    m_thread.setObjectName(QStringLiteral("value"));
    m_worker.moveToThread(&m_thread);
}

ValueReader::~ValueReader()
{
    m_stop.request_stop();
    m_thread.quit();
    m_thread.wait();
}

void ValueReader::read(const ValueRequest& request)
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    if (!m_thread.isRunning())
        m_thread.start(QThread::LowPriority);
    handOver(&m_worker, [this, request, stop = m_stop.get_token()] {
        if (stop.stop_requested())
            return;
        handOver(this, [this, stop, content = contentOf(request, stop)] {
            if (!stop.stop_requested())
                Q_EMIT contentRead(content);
        });
        const Cell cell = request.value.cell();
        ValueFacts facts{request.value};
        if (cell.type == CellType::Text)
            facts.utf8 = checkUtf8(cell.bytes, stop);
        handOver(this, [this, stop, facts] {
            if (!stop.stop_requested())
                Q_EMIT factsRead(facts);
        });
    });
}

void ValueReader::cancel()
{
    m_stop.request_stop();
}

} // namespace larder
