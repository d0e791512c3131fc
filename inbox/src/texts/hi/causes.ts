import type { Texts } from '..';

export const causes = {
  cause: {
    unparsable: 'पढ़ा नहीं जा सका',
    too_large: 'बहुत बड़ा है',
    reading_too_slow: 'पढ़ने में बहुत समय लगा',
    reading_too_big: 'पढ़ने में बहुत मेमोरी लगी',
    reading_crashed: 'पढ़ते समय क्रैश हुआ',
    crashed: 'हब की त्रुटि',
    broken_order: 'कार्य समझ में नहीं आया',
    worker_died: 'बीच में ही रुक गया',
    given_up: 'एक दिन बाद छोड़ दिया गया',
    account_gone: 'खाता हटा दिया गया या बंद है',
    conversation_gone: 'बातचीत अब मौजूद नहीं है',
    no_mail_server: 'कोई मेल सर्वर सेट नहीं है',
    mail_refused: 'मेल सर्वर ने अस्वीकार किया',
    refused: 'प्रदाता ने अस्वीकार किया',
    bad_address: 'ऐसा कोई पता या नंबर नहीं है',
    opted_out: 'ग्राहक इस खाते से संदेश नहीं चाहते',
    window_closed: 'ग्राहक ने बहुत समय से नहीं लिखा',
    content_refused: 'प्रदाता ने सामग्री अस्वीकार की',
    sign_in_refused: 'प्रदाता ने खाता अस्वीकार किया',
    undelivered: 'प्रदाता इसे पहुँचा नहीं सका',
    postponed: 'प्रदाता व्यस्त है या उपलब्ध नहीं है',
    unconfirmed: 'पता नहीं कि पहुँचा या नहीं',
  },
} satisfies Partial<Texts>;
