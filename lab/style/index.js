import './fonts.css';
import '../../src/nbparcours/activity/static/gen/style.css';
import '../../src/nbparcours/activity/js/glossary.css';
import './page.css';
import './bar.css';
